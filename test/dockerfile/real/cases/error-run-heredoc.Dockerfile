FROM alpine
RUN <<EOF
echo "a b"
exit 4
EOF
