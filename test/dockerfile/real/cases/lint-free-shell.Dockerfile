FROM alpine
SHELL ["/bin/busybox", "sh", "-c"]
RUN echo $0
HEALTHCHECK --interval=5m --timeout=3s --retries=2 CMD echo ok || exit 1
STOPSIGNAL SIGTERM
VOLUME /data
CMD echo hi
