# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node, so the packages that carry one are taken out again. Only those: --omit=optional would leave
# out the drawing library's binary as well.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/node-linux-* node_modules/.bin/node
COPY src src
COPY knowledge knowledge
COPY public public
# Kept in node_modules/.cache: a container starts quickly, also on a file system that is read only.
RUN node src/cli.ts knowledge prepare

FROM node:24-slim
ENV NODE_ENV=production STREAMCHOICE_DATA=/data
WORKDIR /app
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "src/main.ts"]
