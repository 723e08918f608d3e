// Answers that grow: compressed bombs, floods, huge headers (F26, F46, F48, P36, W12, row 14).
import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../../src/net/client.ts';
import { type LocalServer, startRawServer, startServer, until } from '../../support/local-server.ts';

const MIB = 1024 * 1024;
const client = createClient({
  policy: { allow: ['127.0.0.0/8'], ports: 'any' },
  userAgent: 'Presswatch/test',
});
let gzipBomb: Buffer;
let server: LocalServer;

beforeAll(() => {
  const member = gzipSync(Buffer.alloc(50 * MIB));
  gzipBomb = Buffer.concat([member, member, member, member, member, member]); // 300 MB in 0.3 MB
});

afterEach(() => server.close());

/** Peak growth of memory outside the heap while `work` runs. */
async function growth(work: () => Promise<void>): Promise<number> {
  const start = process.memoryUsage().arrayBuffers;
  let peak = start;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  }, 5);
  await work();
  clearInterval(watch);
  return Math.max(peak, process.memoryUsage().arrayBuffers) - start;
}

const serve = async (coding: string, bytes: Buffer) => {
  server = await startServer((_, response) => response.setHeader('content-encoding', coding).end(bytes));
};

describe('compressed', () => {
  test('300 MB in 0.3 MB of gzip is stopped at the cap, and the connection freed', async () => {
    await serve('gzip', gzipBomb);
    const grown = await growth(async () => {
      const outcome = await client.get(server.origin, { maxBytes: 3 * MIB, deadlineMs: 5000 });
      expect(outcome).toMatchObject({ kind: 'reject', reason: 'too-large' });
    });
    expect(grown).toBeLessThan(20 * MIB);
    await until(() => server.open() === 0);
  });

  test('below a generous cap, the ratio stops it', async () => {
    await serve('gzip', gzipBomb);
    const outcome = await client.get(server.origin, { maxBytes: 400 * MIB, deadlineMs: 5000 });
    expect(outcome).toMatchObject({ kind: 'reject', reason: 'ratio' });
  });

  test('a ratio above 100 is fine while the whole is small', async () => {
    await serve('gzip', gzipSync(Buffer.alloc(MIB)));
    expect((await client.get(server.origin, { maxBytes: 3 * MIB, deadlineMs: 5000 })).kind).toBe('done');
  });

  test('brotli, 50 MB in a few bytes, is stopped', async () => {
    await serve(
      'br',
      brotliCompressSync(Buffer.alloc(50 * MIB), { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
    );
    const outcome = await client.get(server.origin, { maxBytes: 400 * MIB, deadlineMs: 5000 });
    expect(outcome).toMatchObject({ kind: 'reject', reason: 'ratio' });
  });

  test('zstd that asks for a 128 MB window is refused before it gets one', async () => {
    const big = Buffer.concat([randomBytes(9 * MIB), Buffer.alloc(9 * MIB)]);
    await serve('zstd', zstdCompressSync(big, { params: { [constants.ZSTD_c_windowLog]: 27 } }));
    const outcome = await client.get(server.origin, { maxBytes: 400 * MIB, deadlineMs: 5000 });
    expect(outcome).toMatchObject({ kind: 'reject', reason: 'unreadable' });
  });

  test('gzip in gzip, 300 MB in less than 2 KB, is refused unopened', async () => {
    const nested = gzipSync(gzipBomb);
    expect(nested.length).toBeLessThan(4096);
    await serve('gzip, gzip', nested);
    const outcome = await client.get(server.origin, { maxBytes: 400 * MIB, deadlineMs: 5000 });
    expect(outcome).toMatchObject({ kind: 'reject', reason: 'unreadable' });
  });

  test("a webhook's bomb of an answer is cut at the cap", async () => {
    await serve('gzip', gzipBomb);
    const options = { headers: {}, maxAnswerBytes: 65_536, deadlineMs: 5000 };
    const outcome = await client.post(server.origin, 'x', options);
    expect(outcome).toMatchObject({ kind: 'done', value: { status: 200 } });
    expect(outcome.kind === 'done' && outcome.value.bytes.length).toBe(65_536);
  });
});

describe('plain', () => {
  const flood = async () => {
    server = await startServer((_, response) => {
      const chunk = Buffer.alloc(65_536, 'x');
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
  };

  test('an endless body is stopped at the cap, and the connection freed', async () => {
    await flood();
    const grown = await growth(async () => {
      const outcome = await client.get(server.origin, { maxBytes: 3 * MIB, deadlineMs: 5000 });
      expect(outcome).toMatchObject({ kind: 'reject', reason: 'too-large' });
    });
    expect(grown).toBeLessThan(40 * MIB); // the server's own buffers live in this process too
    await until(() => server.open() === 0);
  });

  test('where a cut is asked for, exactly the cap comes', async () => {
    await flood();
    const outcome = await client.get(server.origin, { maxBytes: 100_001, deadlineMs: 5000, overflow: 'cut' });
    expect(outcome.kind === 'done' && outcome.value.bytes.length).toBe(100_001);
  });

  test('a body of exactly the cap is whole', async () => {
    server = await startServer((_, response) => response.end(Buffer.alloc(100_000)));
    expect((await client.get(server.origin, { maxBytes: 100_000, deadlineMs: 5000 })).kind).toBe('done');
    const less = await client.get(server.origin, { maxBytes: 99_999, deadlineMs: 5000 });
    expect(less).toMatchObject({ kind: 'reject', reason: 'too-large' });
  });

  test.each([
    ['one header of 1 MB', `x: ${'a'.repeat(MIB)}\r\n`],
    ['30,000 headers', 'x: y\r\n'.repeat(30_000)],
  ])('%s is too large', async (_name, headers) => {
    server = await startRawServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${headers}content-length: 0\r\n\r\n`);
    });
    const outcome = await client.get(server.origin, { maxBytes: 1000, deadlineMs: 5000 });
    expect(outcome).toMatchObject({ kind: 'reject', reason: 'too-large' });
  });
});
