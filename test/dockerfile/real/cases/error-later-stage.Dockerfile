FROM alpine AS a
RUN --mount=from=b,target=/x true
FROM alpine AS b
RUN true
