import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { type Client, createClient } from '../../../src/net/client.ts';
import { createRobots, type Robots } from '../../../src/net/robots.ts';
import { productToken, rulesFor } from '../../../src/net/robots-rules.ts';
import { type LocalServer, startServer } from '../../support/local-server.ts';

let answer: { status: number; body: string; location?: string };
let server: LocalServer;
let client: Client;
let robots: Robots;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-03-01T12:00:00Z');
  answer = { status: 200, body: '' };
  server = await startServer((request, response) => {
    const { status, body, location } = answer;
    if (location !== undefined && request.url === '/robots.txt') response.writeHead(301, { location }).end();
    else response.writeHead(status).end(body);
  });
  const policy = { allow: ['127.0.0.0/8'], ports: 'any' as const };
  client = createClient({ policy, userAgent: 'Presswatch/1.2 (+https://operator.example/bot)' });
  robots = createRobots(client, { now: () => now });
});

afterEach(async () => {
  await client.close();
  await server.close();
});

const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const allowed = async (path: string) => (await robots.allowed(server.origin + path)).ok;

describe('what robots.txt says', () => {
  test('a forbidden path is not ok, with a reason, and not to be tried again', async () => {
    answer.body = 'User-agent: *\nDisallow: /private\n';
    expect(await robots.allowed(`${server.origin}/private/1`)).toMatchObject({
      ok: false,
      crawlDelayMs: null,
      retry: false,
      reason: `robots.txt of ${server.origin} asks not to fetch this page.`,
    });
    expect(await allowed('/news/1')).toBe(true);
  });

  test('our own group counts instead of the one for all, whatever the case', async () => {
    answer.body = 'User-agent: *\nDisallow: /\n\nUser-agent: PRESSWATCH\nDisallow: /private\n';
    expect(await allowed('/news')).toBe(true);
    expect(await allowed('/private')).toBe(false);
  });

  test('several groups for us are read as one', async () => {
    answer.body =
      'User-agent: presswatch\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\nUser-agent: presswatch/9\nDisallow: /c\n';
    expect([await allowed('/a'), await allowed('/b'), await allowed('/c')]).toEqual([false, true, false]);
  });

  test('the longest match wins, and allow wins a tie', async () => {
    answer.body =
      'User-agent: *\nDisallow: /a/\nAllow: /a/news/\nDisallow: /b\nAllow: /b\nDisallow: /*.pdf$\n';
    expect([await allowed('/a/x'), await allowed('/a/news/x'), await allowed('/b')]).toEqual([
      false,
      true,
      true,
    ]);
    expect([await allowed('/a/news/x.pdf'), await allowed('/x.pdf'), await allowed('/x.pdf?y')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('an empty group of ours allows everything that others may not', async () => {
    answer.body = 'User-agent: presswatch\nDisallow:\n\nUser-agent: *\nDisallow: /\n';
    expect(await allowed('/a')).toBe(true);
  });

  test.each([
    ['5', 5000],
    ['0.5', 500],
    ['3600', LIMITS.crawlDelayMs],
    ['-1', null],
    ['soon', null],
  ])('Crawl-delay %s is a pause of %s ms', async (delay, ms) => {
    answer.body = `User-agent: *\nCrawl-delay: ${delay}\n`;
    expect(await robots.allowed(`${server.origin}/`)).toMatchObject({
      ok: true,
      crawlDelayMs: ms,
      retry: false,
    });
  });

  test('robots.txt itself is always allowed, without asking', async () => {
    answer.body = 'User-agent: *\nDisallow: /\n';
    expect(await allowed('/robots.txt')).toBe(true);
    expect(server.requests()).toEqual([]);
  });

  test('a redirect is followed, and the rules count for the host that was asked', async () => {
    answer = { status: 200, body: 'User-agent: *\nDisallow: /private\n', location: '/elsewhere.txt' };
    expect(await allowed('/private')).toBe(false);
  });

  test('a page of HTML in its place forbids nothing', async () => {
    answer.body = '<!doctype html><title>News</title><p>disallow: nothing</p>';
    expect(await allowed('/a')).toBe(true);
  });
});

describe('what its status says', () => {
  test.each([400, 401, 403, 404, 410])('%i: no rules', async (status) => {
    answer = { status, body: 'User-agent: *\nDisallow: /\n' };
    expect(await allowed('/a')).toBe(true);
  });

  test.each([429, 500, 503])('%i: not now, and to be tried again', async (status) => {
    answer = { status, body: '' };
    expect(await robots.allowed(`${server.origin}/a`)).toMatchObject({ ok: false, retry: true });
  });

  test('a server that is down: not now', async () => {
    await server.close();
    expect(await robots.allowed(`${server.origin}/a`)).toMatchObject({ ok: false, retry: true });
  });

  test('a redirect in a circle: no rules', async () => {
    answer.location = '/robots.txt';
    expect(await allowed('/a')).toBe(true);
  });
});

describe('how often it is asked', () => {
  test('once for many pages, also at the same time', async () => {
    await Promise.all([allowed('/a'), allowed('/b'), allowed('/c')]);
    await allowed('/d');
    expect(server.requests()).toHaveLength(1);
  });

  test('again after a day', async () => {
    await allowed('/a');
    answer.body = 'User-agent: *\nDisallow: /\n';
    later(LIMITS.robotsFreshMs - 1);
    expect(await allowed('/a')).toBe(true);
    later(1);
    expect(await allowed('/a')).toBe(false);
  });

  test('sooner when it could not be read', async () => {
    answer = { status: 500, body: '' };
    expect(await allowed('/a')).toBe(false);
    answer.status = 404;
    expect(await allowed('/a')).toBe(false);
    later(LIMITS.robotsRetryMs);
    expect(await allowed('/a')).toBe(true);
    expect(server.requests()).toHaveLength(2);
  });

  test('old rules stand in for a server that fails, for a month', async () => {
    answer.body = 'User-agent: *\nDisallow: /private\n';
    await allowed('/a');
    answer.status = 500;
    later(LIMITS.robotsFreshMs);
    expect([await allowed('/a'), await allowed('/private')]).toEqual([true, false]);
    later(LIMITS.robotsStaleMs);
    expect(await robots.allowed(`${server.origin}/a`)).toMatchObject({ ok: false, retry: true });
  });
});

describe('hostile files', () => {
  const token = 'presswatch';

  test('20,000 names over 20,000 rules are cut down to ours in no time', () => {
    const text = `${'User-agent: a\n'.repeat(20_000)}User-agent: presswatch\n${Array.from({ length: 20_000 }, (_, n) => `Disallow: /${n}\n`).join('')}`;
    const start = performance.now();
    const rules = rulesFor(token, text);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(rules.split('\n')).toHaveLength(LIMITS.robotsRules + 2);
  });

  test('patterns made to be slow are bounded', async () => {
    answer.body = `User-agent: *\n${Array.from({ length: 500 }, (_, n) => `Disallow: /${'*a'.repeat(400)}${n}\n`).join('')}`;
    const start = performance.now();
    expect(await allowed(`/${'a'.repeat(2000)}`)).toBe(true);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('what lies beyond the size limit does not count, and what lies before does', async () => {
    answer.body = `User-agent: *\nDisallow: /private\n#${'x'.repeat(LIMITS.robotsBytes)}\nDisallow: /late\n`;
    expect([await allowed('/private'), await allowed('/late')]).toEqual([false, true]);
  });

  test.each([
    '\uFEFFUser-agent: *\r\nDisallow: /a',
    'USER-AGENT : * # all\rDISALLOW : /a # no',
    'user-agent:*\n\n\nsitemap: x\ndisallow:/a',
  ])('%j is read', (text) => {
    expect(rulesFor(token, text)).toBe('user-agent:*\ndisallow:/a\n');
  });

  test.each([
    '',
    'disallow: /',
    '\0\0\0',
    'user-agent: __proto__\ndisallow: /',
    'user-agent: other\ndisallow: /',
  ])('%j says nothing to us', (text) => {
    expect(rulesFor(token, text)).toBe('');
  });
});

test('the product token is what stands before the version', () => {
  expect(productToken('Presswatch/1.2 (+https://operator.example/bot)')).toBe('presswatch');
});
