FROM alpine
RUN exit 7
