#!/usr/bin/env node
// The launcher: plain JavaScript that an old Node can read. It runs the program on the Node pinned in node_modules.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** the CPU time of a thread can be asked for since then */
const LEAST = '24.6';
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const pinned = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const fits = process.versions.node.localeCompare(LEAST, 'en', { numeric: true }) >= 0;

if (!fits && !existsSync(pinned)) {
  process.stderr.write(
    `Presswatch needs Node ${LEAST} or newer; this is ${process.version}. Run "npm ci" first.\n`,
  );
  process.exitCode = 1;
} else {
  const node = fits ? process.execPath : pinned;
  // name look-ups share libuv's threads; with its four, a few silent name servers would hold up everybody
  // glibc gives each thread memory of its own and keeps it: with its default, RSS grows by a sixth over 50,000 pages
  const env = { UV_THREADPOOL_SIZE: '16', MALLOC_ARENA_MAX: '2', ...process.env };
  // by the channel the program notices when this process is killed, and ends itself
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio, env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128);
  });
}
