FROM alpine
# a comment
RUN echo \
# inside
  a \
  b
