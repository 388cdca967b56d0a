FROM scratch
COPY a.txt /
COPY b /b/
