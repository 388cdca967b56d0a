FROM alpine
MAINTAINER somebody
  run    echo    "leading blanks"   
RUN
CMD
