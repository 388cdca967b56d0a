FROM alpine
RUN --mount=type=cache,target=/c,uid=1000,mode=0700 --mount=type=cache,id=shared,target=d,sharing=locked true
