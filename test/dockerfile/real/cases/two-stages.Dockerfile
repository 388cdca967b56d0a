# syntax-like comment
ARG VERSION=3.19
FROM alpine:${VERSION} AS build
ARG TARGETARCH
WORKDIR /src
COPY a.txt b/ ./
RUN --mount=type=cache,target=/root/.cache echo "$TARGETARCH $UNSET ${HOME}" > /out
FROM alpine
COPY --from=build /out /usr/bin/
COPY --from=0 /src/a.txt /a
LABEL a=b
