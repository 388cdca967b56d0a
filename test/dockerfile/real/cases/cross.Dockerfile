FROM --platform=$BUILDPLATFORM alpine AS build
WORKDIR /w
ARG TARGETARCH
ARG TARGETVARIANT
COPY a.txt /
RUN echo $TARGETARCH
FROM --platform=linux/arm/v6 scratch AS files
COPY a.txt /f
FROM scratch
COPY --from=build / /
COPY --from=files /f /f
COPY <<EOF /e
x
EOF
