ARG A=1
ARG B=${A}2
ARG IMAGE=alpine
FROM ${IMAGE} AS one
ARG B
ARG A=own
RUN echo $A $B $IMAGE
FROM one
RUN echo $A
