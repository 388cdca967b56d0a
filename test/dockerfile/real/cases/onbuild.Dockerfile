FROM alpine AS base
ONBUILD RUN echo triggered
ONBUILD COPY a.txt /
FROM base
RUN echo after
