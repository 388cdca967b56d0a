FROM alpine AS deps
WORKDIR /deps
COPY package.json ./
FROM deps AS build
COPY . .
RUN echo build
FROM alpine AS tests
COPY --from=build /deps /t
RUN echo test
FROM scratch AS release
COPY --from=build /deps /app
COPY --from=tests /t /t
USER 1000:1000
ENTRYPOINT ["/app/run"]
