#!/usr/bin/env docker
# syntax is not said here
FROM alpine # no comment
RUN true
