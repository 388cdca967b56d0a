FROM alpine
COPY "a.txt /x
