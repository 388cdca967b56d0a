FROM alpine AS unused
RUN echo unused
FROM alpine AS base
RUN echo base
FROM base AS final
RUN echo final
