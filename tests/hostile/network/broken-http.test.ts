// Servers that break HTTP: each answer has one outcome, and none is thrown (F44, F45, P36, P37).
import { afterAll, afterEach, expect, test } from 'vitest';
import { createClient } from '../../../src/net/client.ts';
import { type LocalServer, startRawServer } from '../../support/local-server.ts';

const client = createClient({
  policy: { allow: ['127.0.0.0/8'], ports: 'any' },
  userAgent: 'Presswatch/test',
});
const failed = { kind: 'retry', reason: 'connection' };
let server: LocalServer;

afterEach(() => server.close());
afterAll(() => client.close());

const CASES: [string, string, object][] = [
  ['HTTP/0.9', '<html>news</html>', failed],
  ['bytes that are no HTTP', '\0\xff\xfe\0'.repeat(100), failed],
  ['an empty answer', '', failed],
  ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n', failed],
  ['a body shorter than promised', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nnews', failed],
  ['a chunked body cut off', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n64\r\nnews', failed],
  [
    'a chunk length that is no number',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nnews\r\n',
    failed,
  ],
  [
    'two lengths that disagree',
    'HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nnews',
    failed,
  ],
  ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -4\r\n\r\nnews', failed],
  ['control bytes in a header', 'HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\nnews', failed],
  ['a header without a name', 'HTTP/1.1 200 OK\r\n: b\r\n\r\nnews', failed],
  ['headers cut off', 'HTTP/1.1 200 OK\r\ncontent-ty', failed],
  [
    'an upgrade nobody asked for',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    failed,
  ],
  [
    'a 304 with a body',
    'HTTP/1.1 304 Not Modified\r\ncontent-length: 4\r\n\r\nnews',
    { kind: 'done', value: { status: 304 } },
  ],
  [
    'more body than promised',
    'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nnewsHTTP/1.1 200 OK\r\n\r\nevil',
    { kind: 'done' },
  ],
  ['no length at all', 'HTTP/1.1 200 OK\r\n\r\nnews', { kind: 'done' }],
  ['a 200 marked HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nnews', { kind: 'done' }],
  [
    'a type given twice',
    'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-type: a/b\r\n\r\nnews',
    { kind: 'done', value: { headers: { 'content-type': 'text/html' } } },
  ],
  [
    'headers named like object members',
    'HTTP/1.1 200 OK\r\n__proto__: a\r\nconstructor: b\r\nhasOwnProperty: c\r\n\r\nnews',
    { kind: 'done', value: { status: 200, headers: { constructor: 'b' } } },
  ],
];

test.each(CASES)('%s', async (_name, answer, expected) => {
  server = await startRawServer((socket) => socket.once('data', () => socket.end(answer, 'latin1')));
  const outcome = await client.get(server.origin, { maxBytes: 1000, deadlineMs: 2000 });
  expect(outcome).toMatchObject(expected);
  if (outcome.kind === 'done' && outcome.value.status === 200)
    expect(Buffer.from(outcome.value.bytes).toString()).toBe('news');
});

test('a reset in the middle of the body is a connection to try again', async () => {
  server = await startRawServer((socket) =>
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nnews', () => socket.resetAndDestroy());
    }),
  );
  expect(await client.get(server.origin, { maxBytes: 1000, deadlineMs: 2000 })).toMatchObject(failed);
});
