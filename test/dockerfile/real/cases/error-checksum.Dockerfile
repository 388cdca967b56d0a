FROM alpine
ADD --checksum=sha256:0 a.txt /
