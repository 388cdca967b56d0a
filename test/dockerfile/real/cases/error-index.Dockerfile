FROM alpine
COPY --from=7 / /
