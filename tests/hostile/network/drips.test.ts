// Answers that take their time: one deadline ends them all, and frees the connection (F46, row 14).
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createClient } from '../../../src/net/client.ts';
import { type LocalServer, startRawServer, startServer, until } from '../../support/local-server.ts';

const client = createClient({
  policy: { allow: ['127.0.0.0/8'], ports: 'any' },
  userAgent: 'Presswatch/test',
});
const DEADLINE = 300;
let server: LocalServer;

afterEach(() => server.close());

function drip(socket: Socket, head: string, piece: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on('close', () => clearInterval(timer));
}

const CASES: [string, (socket: Socket) => void][] = [
  ['no answer at all', () => {}],
  ['a status line that never ends', (socket) => drip(socket, 'HTTP/1.1 200 ', 'O')],
  ['headers one byte at a time', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'x')],
  ['endless small headers', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'x: y\r\n')],
  ['endless early hints', (socket) => drip(socket, '', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
  [
    'a body one byte at a time',
    (socket) => drip(socket, 'HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n', 'x'),
  ],
  [
    'chunks of one byte',
    (socket) => drip(socket, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\nx\r\n'),
  ],
  [
    'a chunk header that never ends',
    (socket) => drip(socket, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '0'),
  ],
  [
    'a gzip body that stalls',
    (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n\x1f'),
  ],
  [
    'a redirect whose body drips',
    (socket) => drip(socket, 'HTTP/1.1 302 Found\r\nlocation: /b\r\ncontent-length: 999\r\n\r\n', 'x'),
  ],
];

test.each(CASES)('%s ends at the deadline', async (_name, behave) => {
  server = await startRawServer((socket) => socket.once('data', () => behave(socket)));
  const start = performance.now();
  const outcome = await client.get(server.origin, { maxBytes: 100_000, deadlineMs: DEADLINE });
  expect(outcome).toMatchObject({ kind: 'retry', reason: 'timeout' });
  expect(performance.now() - start).toBeLessThan(DEADLINE + 20000);
  await until(() => server.open() === 0);
});

test('a server that accepts and says nothing, TLS included, ends at the deadline', async () => {
  server = await startRawServer(() => {});
  const start = performance.now();
  const outcome = await client.get(server.origin.replace('http:', 'https:'), {
    maxBytes: 1000,
    deadlineMs: DEADLINE,
  });
  expect(outcome).toMatchObject({ kind: 'retry', reason: 'timeout' });
  expect(performance.now() - start).toBeLessThan(DEADLINE + 20000);
});

test('redirects share one deadline: five slow hops do not get five times the time', async () => {
  server = await startServer((request, response) => {
    const next = Number(request.url?.slice(1) ?? 0) + 1;
    setTimeout(() => response.writeHead(302, { location: `/${next}` }).end(), 100);
  });
  const start = performance.now();
  const outcome = await client.get(`${server.origin}/0`, { maxBytes: 1000, deadlineMs: DEADLINE });
  expect(outcome).toMatchObject({ kind: 'retry', reason: 'timeout' });
  expect(performance.now() - start).toBeLessThan(DEADLINE + 2000);
});

test('one slow host does not hold up another', async () => {
  server = await startRawServer(() => {});
  const quick = await startServer((_, response) => response.end());
  const slow = Array.from({ length: 20 }, () =>
    client.get(server.origin, { maxBytes: 1000, deadlineMs: DEADLINE }),
  );
  expect((await client.get(quick.origin, { maxBytes: 1000, deadlineMs: DEADLINE })).kind).toBe('done');
  for (const outcome of await Promise.all(slow)) expect(outcome).toMatchObject({ reason: 'timeout' });
  await quick.close();
});
