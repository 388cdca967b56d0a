FROM alpine
COPY <<A /x
A
COPY <<A <<B
1
A
2
B
