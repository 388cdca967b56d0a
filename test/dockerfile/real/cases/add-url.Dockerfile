FROM scratch
ADD a.txt /
ADD --chmod=644 b/c.txt /c
