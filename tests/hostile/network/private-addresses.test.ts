// No request may reach a private address, whatever name, notation or redirect leads there (W5-W9, F47, row 24).
// The proof is the server's own count of TCP connections.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { type Client, type ClientOptions, createClient } from '../../../src/net/client.ts';
import { type LocalServer, startServer } from '../../support/local-server.ts';

const userAgent = 'Presswatch/test';
const plain = { maxBytes: 1000, deadlineMs: 3000 };

let inside: LocalServer; // 127.0.0.1: nobody may come here
let insideV6: LocalServer | null; // ::1, where the machine has it
let outside: LocalServer; // 127.0.0.2: opened by the policy, stands for a public server
let clients: Client[] = [];
let before = 0;

const connections = () => inside.connections() + (insideV6?.connections() ?? 0);

beforeAll(async () => {
  inside = await startServer((_, response) => response.end('secret'));
  insideV6 = await startServer((_, response) => response.end('secret'), { host: '::1' }).catch(() => null);
  outside = await startServer(
    (request, response) => {
      const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to');
      if (to === null) response.setHeader('connection', 'close').end('news');
      else
        response.writeHead(302, { location: Buffer.from(to).toString('latin1'), connection: 'close' }).end();
    },
    { host: '127.0.0.2' },
  );
});

beforeEach(() => {
  before = connections();
});

afterAll(async () => {
  for (const one of clients) await one.close();
  await inside.close();
  await insideV6?.close();
  await outside.close();
});

function client(options: Partial<ClientOptions> = {}): Client {
  const made = createClient({ policy: { allow: ['127.0.0.2/32'], ports: 'any' }, userAgent, ...options });
  clients = [...clients, made];
  return made;
}

// All mean this machine. Each is tried as the URL itself, as a webhook's target and as the target of a redirect.
const LOOPBACK = `
  127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0x7F.0.0.0x1 0177.0.0.1 017700000001 ①②⑦.0.0.1 １２７.0.0.1
  127。0。0。1 127.0.0.1. 127.255.255.254 0 0.0.0.0 [::1] [0:0:0:0:0:0:0:1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1]
  [::7f00:1] [::127.0.0.1] [::ffff:0:127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1] [2002:7f00:1::]
  [2001:0:7f00:1::80ff:fffe]
`
  .trim()
  .split(/\s+/);
const INFRASTRUCTURE = [
  '169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '[fd00:ec2::254]',
  '[fe80::1]',
];

describe.each([...LOOPBACK, ...INFRASTRUCTURE])('http://%s', (host) => {
  const refused = { kind: 'reject', reason: 'private-address' };

  test('is refused to get, to post and behind a redirect, without a connection', async () => {
    const url = `http://${host}:${inside.port}/`;
    const one = client();
    expect(await one.get(url, plain)).toMatchObject(refused);
    expect(await one.post(url, '{}', { headers: {}, deadlineMs: 3000, maxAnswerBytes: 100 })).toMatchObject(
      refused,
    );
    expect(await one.get(`${outside.origin}/?to=${encodeURIComponent(url)}`, plain)).toMatchObject(refused);
    expect(connections()).toBe(before);
  });
});

test('the literals above do lead to the server once loopback is opened, so it was the guard that held', async () => {
  const open = client({ policy: { allow: ['127.0.0.0/8', '0.0.0.0/32'], ports: 'any' } });
  for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '①②⑦.0.0.1', '0']) {
    expect((await open.get(`http://${host}:${inside.port}/`, plain)).kind).toBe('done');
  }
  expect(connections()).toBeGreaterThan(before);
});

describe('names', () => {
  const refused = { kind: 'reject', reason: 'private-address' };
  const answers = (...rounds: string[][]) => {
    let round = 0;
    return async () => rounds[Math.min(round++, rounds.length - 1)] ?? [];
  };

  test.each(['localhost', 'localhost.', 'LOCALHOST', 'a.localhost'])(
    '%s, by the system resolver, is refused',
    async (name) => {
      expect(await client().get(`http://${name}:${inside.port}/`, plain)).toMatchObject(refused);
      expect(connections()).toBe(before);
    },
  );

  test.each([
    ['one private address', ['127.0.0.1']],
    ['a good address first', ['127.0.0.2', '127.0.0.1']],
    ['a private address first', ['127.0.0.1', '127.0.0.2']],
    ['one private among fifty', [...Array.from({ length: 49 }, () => '127.0.0.2'), '10.0.0.1']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['an address with a zone', ['fe80::1%lo']],
    ['what is no address at all', ['localhost']],
  ])('a name with %s is refused as a whole', async (_name, addresses) => {
    const one = client({ lookup: answers(addresses) });
    expect(await one.get(`http://news.example:${inside.port}/`, plain)).toMatchObject(refused);
    expect(connections()).toBe(before);
  });

  test('a name that answers well once and badly after (rebinding) is dialled at the checked address only', async () => {
    const asked: number[] = [];
    const rebind = answers(['127.0.0.2'], ['127.0.0.1']);
    const lookup = () => {
      asked.push(1);
      return rebind();
    };
    const one = client({ lookup });
    const url = `http://news.example:${outside.port}/`;
    expect((await one.get(url, plain)).kind).toBe('done');
    expect(asked).toHaveLength(1); // nobody resolves again between check and connect
    expect(await one.get(url, plain)).toMatchObject(refused);
    expect(connections()).toBe(before);
  });

  test('a redirect to a name that resolves inside is refused', async () => {
    const lookup = async (name: string) => (name === 'news.example' ? ['127.0.0.2'] : ['127.0.0.1']);
    const to = encodeURIComponent(`http://metadata.google.internal:${inside.port}/`);
    const url = `http://news.example:${outside.port}/?to=${to}`;
    expect(await client({ lookup }).get(url, plain)).toMatchObject(refused);
    expect(connections()).toBe(before);
  });

  test('a resolver that is silent is given up after the DNS limit', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const silent = client({ lookup: () => new Promise(() => {}) });
      const pending = silent.get('http://news.example/', { ...plain, deadlineMs: LIMITS.fetchMs });
      await vi.advanceTimersByTimeAsync(LIMITS.dnsMs);
      expect(await pending).toMatchObject({ kind: 'retry', reason: 'dns' });
    } finally {
      vi.useRealTimers();
    }
  });

  test('a resolver that is silent holds nobody beyond the deadline', async () => {
    const lookup = (name: string) =>
      name === 'slow.example' ? new Promise<never>(() => {}) : Promise.resolve(['127.0.0.2']);
    const one = client({ lookup });
    const slow = one.get('http://slow.example/', { ...plain, deadlineMs: 200 });
    expect((await one.get(`http://news.example:${outside.port}/`, plain)).kind).toBe('done');
    expect(await slow).toMatchObject({ kind: 'retry', reason: 'timeout' });
  });
});
