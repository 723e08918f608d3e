import { describe, expect, test } from 'vitest';
import { createLog, redact } from '../../../src/lib/log.ts';

function lines(
  write: (log: ReturnType<typeof createLog>) => void,
  level: Parameters<typeof createLog>[0] = 'info',
) {
  const written: string[] = [];
  write(createLog(level, (line) => written.push(line)));
  return written;
}

describe('the log', () => {
  test('is one JSON line an event, with level and time in words', () => {
    const [line] = lines((log) => log.info({ event: 'feed.polled', feed: 17 }));
    expect(line?.endsWith('\n')).toBe(true);
    const { time, ...rest } = JSON.parse(line ?? '');
    expect(rest).toEqual({ level: 'info', event: 'feed.polled', feed: 17 });
    expect(new Date(time).toISOString()).toBe(time);
  });

  test('leaves out what is below its level', () => {
    expect(lines((log) => log.debug({ event: 'x' }))).toEqual([]);
    expect(lines((log) => log.debug({ event: 'x' }), 'debug')).toHaveLength(1);
  });

  test('keeps a line break of foreign text inside its line', () => {
    const [line] = lines((log) => log.info({ event: 'x', title: 'a\r\n{"level":"fatal"}' }));
    expect(line?.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('redaction', () => {
  const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0';
  const planted: [string, object][] = [
    ['a signing secret', { key: `whsec_${secret}==` }],
    ['a signing secret in a message', { err: new Error(`bad key whsec_${secret}`) }],
    ['a list of signing secrets', { keys: [`whsec_${secret}`, `whsec_${secret}`] }],
    ['an authorization header', { headers: { authorization: `Bearer ${secret}` } }],
    ['an Authorization header', { headers: { Authorization: `Basic ${secret}` } }],
    ['a header in a text', { message: `sent Authorization: Bearer ${secret} to it` }],
    ['a cookie', { headers: { cookie: `session=${secret}` } }],
    ['a list of cookies', { headers: { 'set-cookie': [`a=${secret}`, `b=${secret}; HttpOnly`] } }],
    ['a password', { smtp: { user: 'a', password: secret } }],
    ['a password with quotes', { password: `a"${secret}\\"b` }],
    ['a token', { token: secret }],
    ['an API key', { apiKey: secret, api_key: secret, 'x-api-key': secret }],
    ['secrets', { secret, secrets: [secret] }],
    ['a database URL', { url: `postgres://presswatch:${secret}@db.example:5432/presswatch` }],
    [
      'a database URL in an error',
      { err: new Error(`cannot reach postgres://presswatch:${secret}@db.example`) },
    ],
    ['a Redis URL without a user', { url: `redis://:${secret}@redis.example:6379` }],
    ['a password that holds an @', { url: `https://user:p@${secret}@feeds.example/` }],
  ];

  test.each(planted)('blots out %s', (_name, value) => {
    const [line = ''] = lines((log) => log.error({ event: 'x', ...value }));
    expect(line).not.toContain(secret);
    expect(line).toContain('[redacted]');
    expect(JSON.parse(line)).toMatchObject({ event: 'x' });
  });

  test.each([
    '{"event":"feed.polled","url":"https://news.example:8443/a:b@c?d=e","reason":"timeout"}',
    '{"event":"x","message":"the basic idea, a bearer of news","tokens":3,"secretary":"A"}',
    '{"event":"x","mail":"desk@news.example","time":"12:00:00"}',
  ])('leaves %s as it is', (line) => {
    expect(redact(line)).toBe(line);
  });

  test('takes no longer for a hostile line than for a long one', () => {
    const start = performance.now();
    for (const text of ['a:', 'http://a:', '"password":"', 'bearer ', 'whsec_', '//'])
      redact(text.repeat(100_000 / text.length));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
