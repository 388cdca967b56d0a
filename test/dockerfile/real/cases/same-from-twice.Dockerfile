FROM alpine AS a
RUN echo a > /a
FROM alpine AS b
RUN echo b > /b
FROM alpine
COPY --from=b /b /
COPY --from=a /a /
