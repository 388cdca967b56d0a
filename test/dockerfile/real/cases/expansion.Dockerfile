FROM alpine
ARG NAME=world
ARG EMPTY=
ENV DIR=/data/$NAME
WORKDIR $DIR
WORKDIR sub
WORKDIR /
COPY a.txt ${DIR}/${NAME:-x}.txt
RUN echo "${NAME}" '$NAME' \$NAME ${UNSET:-fallback} ${EMPTY:+set} "quoted   blanks"
RUN ["echo", "$NAME"]
ADD ["b", "/with space/"]
USER nobody
