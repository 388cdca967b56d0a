FROM alpine
ENV A=1 B="two words" C=\$A
RUN echo $A $B $C
RUN --mount=type=secret,id=x echo ${A}
LABEL "x y"="$B"
