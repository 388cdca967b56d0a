FROM Alpine
RUN true
