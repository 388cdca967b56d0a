FROM alpine AS src
RUN echo x > /x
FROM alpine
RUN --mount=type=bind,from=src,target=/m --mount=type=tmpfs,target=/t true
RUN --mount=target=/ctx true
RUN --mount=type=secret,id=tok,target=/run/tok --mount=type=ssh true
RUN --network=none true
