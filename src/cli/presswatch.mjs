#!/usr/bin/env node
// The launcher: plain JavaScript that an old Node can read. It runs the program on the Node pinned in node_modules.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const LEAST_MAJOR = 24;
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const pinned = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

if (major < LEAST_MAJOR && !existsSync(pinned)) {
  process.stderr.write(
    `Presswatch needs Node ${LEAST_MAJOR} or newer; this is ${process.version}. Run "npm ci" first.\n`,
  );
  process.exitCode = 1;
} else {
  const node = major < LEAST_MAJOR ? pinned : process.execPath;
  // name look-ups share libuv's threads; with its four, a few silent name servers would hold up everybody
  const env = { UV_THREADPOOL_SIZE: '16', ...process.env };
  // by the channel the program notices when this process is killed, and ends itself
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio, env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128);
  });
}
