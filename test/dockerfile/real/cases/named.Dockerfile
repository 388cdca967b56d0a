FROM alpine AS base
RUN echo base
FROM alpine
COPY --from=base / /x
COPY --from=other c.txt /y
