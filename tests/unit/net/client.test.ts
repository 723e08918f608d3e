import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type Client, type ClientOptions, createClient, type GetOptions } from '../../../src/net/client.ts';
import { type LocalServer, startRawServer, startServer, until } from '../../support/local-server.ts';

const open = { allow: ['127.0.0.0/8', '::1/128'], ports: 'any' as const };
const plain: GetOptions = { maxBytes: 100_000, deadlineMs: 3000 };
const toClose: { close(): Promise<void> }[] = [];

afterEach(async () => {
  // clients first: a server waits for its connections
  for (const one of toClose.splice(0).reverse()) await one.close();
});

function client(options: Partial<ClientOptions> = {}): Client {
  const made = createClient({
    policy: open,
    userAgent: 'Presswatch/test (+https://operator.example/bot)',
    ...options,
  });
  toClose.push(made);
  return made;
}

async function server(...args: Parameters<typeof startServer>): Promise<LocalServer> {
  const made = await startServer(...args);
  toClose.push(made);
  return made;
}

async function rawServer(...args: Parameters<typeof startRawServer>): Promise<LocalServer> {
  const made = await startRawServer(...args);
  toClose.push(made);
  return made;
}

const value = <T>(outcome: { kind: string; value?: T }): T => {
  if (outcome.kind !== 'done' || outcome.value === undefined) throw new Error(JSON.stringify(outcome));
  return outcome.value;
};
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('answers', () => {
  test.each([200, 204, 400, 404, 410, 429, 500, 503])('status %i is a value', async (status) => {
    const { origin } = await server((_, response) => response.writeHead(status).end());
    expect(await client().get(origin, plain)).toMatchObject({
      kind: 'done',
      value: { status, permanent: null },
    });
  });

  test('headers come in lower case, the first of repeated ones, and the body byte for byte', async () => {
    const { origin } = await server((_, response) => {
      response.setHeader('Content-Type', ['text/html', 'text/plain']);
      response.setHeader('ETag', 'W/"a\xe9b"');
      response.end(Buffer.from([0, 255, 128]));
    });
    const answer = value(await client().get(`${origin}/a#part`, plain));
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html', etag: 'W/"a\xe9b"' });
    expect([...answer.bytes]).toEqual([0, 255, 128]);
    expect(answer.url).toBe(`${origin}/a`);
  });

  test('says who asks, and nothing more than was asked for', async () => {
    const seen: Record<string, unknown>[] = [];
    const { origin, port } = await server((request, response) => {
      seen.push(request.headers);
      response.end();
    });
    await client().get(origin, { ...plain, accept: 'text/html', headers: { 'If-None-Match': '"1"' } });
    expect(seen).toEqual([
      {
        host: `127.0.0.1:${port}`,
        connection: 'keep-alive',
        'user-agent': 'Presswatch/test (+https://operator.example/bot)',
        accept: 'text/html',
        'accept-encoding': 'gzip, br',
        'if-none-match': '"1"',
      },
    ]);
  });

  test('a validator goes back byte for byte, and one that HTTP cannot carry is left out', async () => {
    const seen: unknown[] = [];
    const { origin } = await server((request, response) => {
      seen.push(request.headers['if-none-match'], request.headers['if-modified-since']);
      response.end();
    });
    const headers = { 'if-none-match': 'W/"a\xe9b"', 'if-modified-since': 'yesterday\r\nx: y' };
    expect((await client().get(origin, { ...plain, headers })).kind).toBe('done');
    expect(seen).toEqual(['W/"a\xe9b"', undefined]);
  });

  test.each([200, 304, 404])('with %i, one connection serves all that are asked in turn', async (status) => {
    const local = await server((_, response) => response.writeHead(status, { etag: '"1"' }).end());
    const one = client();
    for (let i = 0; i < 5; i++) expect(value(await one.get(local.origin, plain)).status).toBe(status);
    expect(local.connections()).toBe(1);
  });
});

describe('codings', () => {
  const body = '<rss>'.padEnd(5000, 'news ');
  const codings: [string, Buffer][] = [
    ['gzip', gzipSync(body)],
    ['x-gzip', gzipSync(body)],
    ['GZIP', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['deflate', deflateRawSync(body)],
    ['br', brotliCompressSync(body)],
    ['zstd', zstdCompressSync(body)],
    ['identity', Buffer.from(body)],
    ['gzip', Buffer.from(body)],
  ];

  test.each(codings)('%s is read', async (coding, bytes) => {
    const { origin } = await server((_, response) =>
      response.setHeader('content-encoding', coding).end(bytes),
    );
    expect(text(value(await client().get(origin, plain)).bytes)).toBe(body);
  });

  test.each(['gzip', 'br', 'deflate', 'zstd'])('an empty body labelled %s is empty', async (coding) => {
    const { origin } = await server((_, response) => response.setHeader('content-encoding', coding).end());
    expect(value(await client().get(origin, plain)).bytes).toHaveLength(0);
  });

  test.each([
    ['gzip', gzipSync(body).subarray(0, 40)],
    ['br', brotliCompressSync(body).subarray(0, 20)],
  ])('a %s stream that was cut where it was made gives what it holds', async (coding, bytes) => {
    const { origin } = await server((_, response) =>
      response.setHeader('content-encoding', coding).end(bytes),
    );
    expect(body.startsWith(text(value(await client().get(origin, plain)).bytes))).toBe(true);
  });

  test.each(['gzip, gzip', 'br, gzip', 'compress', 'gzip;q=1', '__proto__'])(
    '"%s" is refused',
    async (coding) => {
      const { origin } = await server((_, response) =>
        response.setHeader('content-encoding', coding).end(gzipSync(gzipSync(body))),
      );
      expect(await client().get(origin, plain)).toMatchObject({ kind: 'reject', reason: 'unreadable' });
    },
  );

  test('two content-encoding headers count as two codings', async () => {
    const { origin } = await server((_, response) =>
      response.setHeader('content-encoding', ['gzip', 'gzip']).end(gzipSync(gzipSync(body))),
    );
    expect(await client().get(origin, plain)).toMatchObject({ kind: 'reject', reason: 'unreadable' });
  });

  test('a broken stream is unreadable', async () => {
    const bytes = Buffer.concat([gzipSync(body).subarray(0, 10), Buffer.from([7])]); // no block has type 3
    const { origin } = await server((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(bytes),
    );
    expect(await client().get(origin, plain)).toMatchObject({ kind: 'reject', reason: 'unreadable' });
  });
});

describe('redirects', () => {
  /** Serves a chain of redirects: path → [status, location]; other paths answer 200 with their own name. */
  async function chain(hops: Record<string, [number, string]>): Promise<LocalServer> {
    return server((request, response) => {
      const hop = hops[request.url ?? ''];
      if (hop === undefined) response.end(request.url);
      else response.writeHead(hop[0], { location: hop[1] }).end('moved');
    });
  }

  test('are followed and recorded; the permanent target ends before the first temporary hop', async () => {
    const { origin } = await chain({
      '/a': [301, '/b'],
      '/b': [308, 'c'],
      '/c': [302, '/d'],
      '/d': [301, '/e'],
    });
    const answer = value(await client().get(`${origin}/a`, plain));
    expect(answer).toMatchObject({ status: 200, url: `${origin}/e`, permanent: `${origin}/c` });
    expect(answer.redirects).toEqual([
      { status: 301, from: `${origin}/a`, to: `${origin}/b` },
      { status: 308, from: `${origin}/b`, to: `${origin}/c` },
      { status: 302, from: `${origin}/c`, to: `${origin}/d` },
      { status: 301, from: `${origin}/d`, to: `${origin}/e` },
    ]);
  });

  test.each([302, 303, 307])('%i gives no permanent target', async (status) => {
    const { origin } = await chain({ '/a': [status, '/b'] });
    expect(value(await client().get(`${origin}/a`, plain))).toMatchObject({
      url: `${origin}/b`,
      permanent: null,
    });
  });

  test('five hops arrive, the sixth is too many', async () => {
    const hops = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((n) => [`/${n}`, [302, `/${n + 1}`] as [number, string]]),
    );
    const { origin, requests } = await chain(hops);
    expect(value(await client().get(`${origin}/2`, plain)).url).toBe(`${origin}/7`);
    expect(await client().get(`${origin}/1`, plain)).toMatchObject({
      kind: 'reject',
      reason: 'too-many-redirects',
    });
    expect(requests()).not.toContain('');
  });

  test('a circle is seen as such', async () => {
    const { origin, requests } = await chain({ '/a': [302, '/b'], '/b': [302, '/a#again'] });
    expect(await client().get(`${origin}/a`, plain)).toMatchObject({
      kind: 'reject',
      reason: 'redirect-loop',
    });
    expect(requests()).toHaveLength(2);
  });

  test.each([
    'ftp://a.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://user:pw@127.0.0.1/',
    'http://[',
    `/${'a'.repeat(3000)}`,
  ])('to %s is refused', async (location) => {
    const { origin } = await chain({ '/a': [302, location] });
    expect(await client().get(`${origin}/a`, plain)).toMatchObject({ kind: 'reject', reason: 'bad-url' });
  });

  test('a Location in raw UTF-8 means its characters', async () => {
    const { origin } = await chain({ '/a': [302, Buffer.from('/caf\u00e9').toString('latin1')] });
    expect(value(await client().get(`${origin}/a`, plain)).url).toBe(`${origin}/caf%C3%A9`);
  });

  test('a redirect without a target is the answer', async () => {
    const { origin } = await server((_, response) => response.writeHead(301).end());
    expect(value(await client().get(origin, plain)).status).toBe(301);
  });

  test('with none allowed, the redirect itself is the answer, body included', async () => {
    const { origin, requests } = await chain({ '/a': [302, '/b'] });
    const answer = value(await client().get(`${origin}/a`, { ...plain, redirects: 0 }));
    expect(answer).toMatchObject({ status: 302, url: `${origin}/a` });
    expect(text(answer.bytes)).toBe('moved');
    expect(requests()).toHaveLength(1);
  });

  test('across origins, Authorization and Cookie stay behind and other headers go on', async () => {
    const seen: unknown[] = [];
    const other = await server((request, response) => {
      seen.push(request.headers.authorization, request.headers.cookie, request.headers['x-kept']);
      response.end();
    });
    const { origin } = await chain({ '/a': [302, '/b'], '/b': [302, other.origin] });
    const headers = { Authorization: 'Bearer secret', COOKIE: 'a=b', 'x-kept': 'yes' };
    expect(value(await client().get(`${origin}/a`, { ...plain, headers })).url).toBe(`${other.origin}/`);
    expect(seen).toEqual([undefined, undefined, 'yes']);
  });

  test('headers of one hop go to its address only', async () => {
    const seen: unknown[] = [];
    const { origin } = await server((request, response) => {
      seen.push([request.url, request.headers['if-none-match']]);
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.end();
    });
    const headersFor = (url: string): Record<string, string> =>
      url === `${origin}/b` ? { 'If-None-Match': '"b"' } : {};
    await client().get(`${origin}/a`, { ...plain, headersFor });
    expect(seen).toEqual([
      ['/a', undefined],
      ['/b', '"b"'],
    ]);
  });
});

describe('names', () => {
  test('are resolved once, and the address is dialled with the name as Host', async () => {
    const asked: string[] = [];
    const { port, requests } = await server((_, response) => response.end());
    const lookup = async (host: string) => {
      asked.push(host);
      return ['127.0.0.1'];
    };
    expect((await client({ lookup }).get(`http://news.example:${port}/x`, plain)).kind).toBe('done');
    expect(asked).toEqual(['news.example']);
    expect(requests()).toEqual([`GET news.example:${port}/x`]);
  });

  test('with several addresses, one that refuses the connection is passed over', async () => {
    const { port } = await server((_, response) => response.end());
    const lookup = async () => ['::1', '127.0.0.1'];
    expect((await client({ lookup }).get(`http://news.example:${port}/`, plain)).kind).toBe('done');
  });

  test.each([
    ['a failing resolver', () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))],
    ['an empty answer', () => Promise.resolve([])],
  ])('%s is tried again later', async (_name, lookup: () => Promise<string[]>) => {
    expect(await client({ lookup }).get('http://news.example/', plain)).toMatchObject({
      kind: 'retry',
      reason: 'dns',
    });
  });
});

describe('failures', () => {
  test('a closed port is a connection to try again', async () => {
    const { origin, close } = await startServer(() => {});
    await close();
    expect(await client().get(origin, plain)).toMatchObject({ kind: 'retry', reason: 'connection' });
  });

  test('a caller who gives up gets an answer at once, and the connection is freed', async () => {
    const local = await server((_, response) => response.write('begun'));
    const stop = new AbortController();
    const pending = client().get(local.origin, { ...plain, signal: stop.signal });
    await until(() => local.requests().length === 1);
    stop.abort();
    expect(await pending).toMatchObject({ kind: 'retry', reason: 'aborted' });
    await until(() => local.open() === 0);
  });

  test('a caller who gave up before sends nothing', async () => {
    const local = await server((_, response) => response.end());
    const outcome = await client().get(local.origin, { ...plain, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'aborted' });
    expect(local.connections()).toBe(0);
  });

  test('a closed client says so', async () => {
    const one = createClient({ policy: open, userAgent: 'x' });
    await one.close();
    expect(await one.get('http://127.0.0.1:1/', plain)).toMatchObject({ kind: 'retry', reason: 'aborted' });
  });

  test.each([
    '',
    'news',
    'ftp://a.example/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'unix:/var/run/x',
    'gopher://a/',
    'http://u:p@127.0.0.1/',
    'http://u@127.0.0.1/',
    `http://127.0.0.1/${'a'.repeat(2048)}`,
  ])('"%s" is a bad URL', async (url) => {
    expect(await client().get(url, plain)).toMatchObject({ kind: 'reject', reason: 'bad-url' });
  });

  test('a port outside the list is blocked without a connection', async () => {
    const local = await server((_, response) => response.end());
    const guarded = client({ policy: { allow: open.allow, ports: [80, 443] } });
    expect(await guarded.get(local.origin, plain)).toMatchObject({ kind: 'reject', reason: 'blocked-port' });
    expect(local.connections()).toBe(0);
  });
});

describe('post', () => {
  const options = { headers: { 'content-type': 'application/json' }, deadlineMs: 3000, maxAnswerBytes: 1000 };

  test('sends the exact bytes and returns the answer', async () => {
    const bodies: string[] = [];
    const { origin } = await server(async (request, response) => {
      bodies.push(Buffer.concat(await request.toArray()).toString());
      response.writeHead(201).end('thanks');
    });
    const answer = value(await client().post(origin, '{"é":1}', options));
    expect(bodies).toEqual(['{"é":1}']);
    expect([answer.status, text(answer.bytes)]).toEqual([201, 'thanks']);
  });

  test('never follows a redirect', async () => {
    const { origin, requests } = await server((_, response) =>
      response.writeHead(307, { location: '/b' }).end(),
    );
    expect(value(await client().post(origin, 'x', options)).status).toBe(307);
    expect(requests()).toHaveLength(1);
  });

  test('an answer beyond the cap is cut, and the connection freed', async () => {
    const local = await server((_, response) => response.end('a'.repeat(1_000_000)));
    expect(value(await client().post(local.origin, 'x', options)).bytes).toHaveLength(1000);
    await until(() => local.open() === 0);
  });

  test('a status that came counts, even when its body never ends', async () => {
    const { origin } = await server((_, response) => response.writeHead(200).write('taken'));
    const answer = value(await client().post(origin, 'x', { ...options, deadlineMs: 200 }));
    expect([answer.status, text(answer.bytes)]).toEqual([200, 'taken']);
  });

  test('a receiver that hangs up without answering is tried again', async () => {
    const { origin } = await rawServer((socket) => socket.once('data', () => socket.destroy()));
    expect(await client().post(origin, 'x', options)).toMatchObject({ kind: 'retry', reason: 'connection' });
  });
});
