FROM alpine
COPY --link=maybe a.txt /
