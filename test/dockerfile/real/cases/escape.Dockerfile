# escape=`
FROM alpine
RUN echo a && `
    echo b
WORKDIR /a\b
