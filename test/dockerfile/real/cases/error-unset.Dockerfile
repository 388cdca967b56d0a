FROM alpine
WORKDIR /${X:?is needed}
