FROM alpine
COPY --from=busybox:1 /bin/busybox /b
RUN --mount=from=busybox:1,target=/mnt true
