FROM alpine
ENV A="it's" B='say "hi"' C=a\ b
LABEL "k"='v v' k2=$B
COPY "a.txt" '/q$A'
RUN echo "it's \"$A\"" && echo '$B' \
  && echo $$ $1 $? ${A}
WORKDIR ${A}
RUN --mount=type=bind,source=a.txt,target=/tmp/${C} cat "/tmp/a b"
