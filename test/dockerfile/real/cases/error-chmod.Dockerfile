FROM alpine
COPY --chmod=99 a.txt /
