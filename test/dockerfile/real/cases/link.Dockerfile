FROM alpine
COPY --link a.txt /a
COPY --link --chown=1:1 b /b/
RUN true
