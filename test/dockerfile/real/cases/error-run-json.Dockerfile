FROM alpine
RUN ["/bin/sh", "-c", "exit 3"]
