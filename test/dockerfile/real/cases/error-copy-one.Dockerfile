FROM alpine
COPY a.txt
