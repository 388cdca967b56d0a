FROM alpine
ARG A=1
ENV B=2 C="x y"
LABEL l=1 m="$B"
WORKDIR /w
WORKDIR v
COPY a.txt b ./
ADD --chmod=644 --chown=1:2 a.txt /z
EXPOSE 80 443/udp 8000-8002
VOLUME /data ["/x"]
VOLUME ["/d1", "/d2"]
USER u
STOPSIGNAL SIGTERM
SHELL ["/bin/sh", "-e", "-c"]
HEALTHCHECK --interval=1m30s --timeout=1500ms --retries=3 CMD true x
ENTRYPOINT echo "$B"
CMD ["a", "b c"]
ONBUILD RUN x
MAINTAINER me
COPY <<EOF /h
$A
EOF
