FROM alpine AS 1st
RUN true
