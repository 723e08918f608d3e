# Debian slim, so that the embedded PostgreSQL's binaries (glibc) run here too. Runs as an ordinary user; the root
# file system may be read-only.
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:26-bookworm-slim
RUN groupadd --gid 10001 presswatch \
 && useradd --uid 10001 --gid 10001 --home-dir /var/lib/presswatch --create-home presswatch
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY package.json ./
COPY config config
COPY src src
COPY workers workers
USER presswatch
# name look-ups share libuv's threads; with its four, a few silent name servers would hold up everybody. glibc gives each
# thread memory of its own and keeps it: with its default, RSS grows by a sixth over 50,000 pages
ENV NODE_ENV=production PRESSWATCH_API_HOST=0.0.0.0 UV_THREADPOOL_SIZE=16 MALLOC_ARENA_MAX=2
EXPOSE 8080
# also the home of the user: what is kept compiled between two starts lies in its .cache
VOLUME /var/lib/presswatch
ENTRYPOINT ["node", "src/cli/main.ts"]
CMD ["start"]
