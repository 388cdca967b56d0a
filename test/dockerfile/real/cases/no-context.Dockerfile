FROM alpine
RUN echo nothing read
