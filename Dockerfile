# docpact as an image: docker run --rm -v "$PWD:/work" docpact verify http://host.docker.internal:8080
FROM node:24-slim AS build
WORKDIR /kit
COPY . .
RUN npm ci && npm pack --pack-destination /tmp

FROM node:24-slim
COPY --from=build /tmp/docpact-*.tgz /tmp/
RUN npm install --global --omit=dev --ignore-scripts /tmp/docpact-*.tgz && rm /tmp/docpact-*.tgz && npm cache clean --force
USER node
WORKDIR /work
ENTRYPOINT ["docpact"]
CMD ["--help"]
