FROM alpine
	# indented comment
RUN	echo	tab
RUN echo a;\
echo b;\

echo c
RUN   --mount=type=tmpfs,target=/t   true   --not-a-flag
COPY --chown=1:1   --chmod=0644   a.txt   /z/
