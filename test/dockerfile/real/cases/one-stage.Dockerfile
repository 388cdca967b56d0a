FROM alpine:3.19
WORKDIR /app
COPY package.json .
RUN true && \
    # a comment between lines
    true
ENV PORT=80
EXPOSE $PORT
CMD ["/bin/sh"]
