FROM alpine
RUN <<EOF
echo hi
echo there
EOF
RUN <<-EOT sh
	echo tabs
	EOT
RUN <<'SCRIPT'
#!/bin/sh
echo $X
SCRIPT
COPY <<a.txt <<b.txt /x/
aaa
a.txt
bbb
b.txt
RUN cat <<ONE > /one && cat <<TWO > /two
1
ONE
2
TWO
