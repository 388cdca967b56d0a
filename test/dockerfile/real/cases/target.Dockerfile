FROM alpine AS first
RUN echo 1
FROM first AS second
RUN echo 2
FROM alpine AS third
COPY --from=second / /
