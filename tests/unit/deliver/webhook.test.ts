import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { newSecret } from '../../../src/deliver/sign.ts';
import { sendWebhook } from '../../../src/deliver/webhook.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { type Client, createClient } from '../../../src/net/client.ts';
import { type LocalServer, startServer } from '../../support/local-server.ts';

type Received = { headers: Record<string, string>; body: string };

const secrets = [newSecret(), newSecret()];
let client: Client;
let server: LocalServer;
let received: Received[];
let answer: { status: number; headers: Record<string, string>; body: string };

beforeEach(async () => {
  received = [];
  answer = { status: 200, headers: {}, body: 'thanks' };
  client = createClient({ policy: { allow: ['127.0.0.0/8'], ports: 'any' }, userAgent: 'Presswatch/test' });
  server = await startServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    received.push({ headers: request.headers as Record<string, string>, body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
});

afterEach(async () => {
  await client.close();
  await server.close();
});

const send = (body = '{"a":"é"}', keys = secrets) =>
  sendWebhook(
    { url: `${server.origin}/hook`, secrets: keys, id: 'delivery1', body },
    { client, clock: systemClock },
  );

describe('a webhook', () => {
  test('arrives as it was signed, and the published package verifies it with either key', async () => {
    const sent = await send();
    expect(sent).toMatchObject({ outcome: { kind: 'done' }, status: 200, answer: 'thanks' });
    const [{ headers, body }] = received as [Received];
    expect(body).toBe('{"a":"é"}');
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'delivery1' });
    for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual({ a: 'é' });
  });

  test('keeps its id over tries, while the time is that of the try', async () => {
    let now = new Date('2026-03-01T12:00:00.900Z');
    const clock = { now: () => now };
    const call = { url: server.origin, secrets, id: 'delivery1', body: '{}' };
    await sendWebhook(call, { client, clock });
    now = new Date('2026-03-01T12:00:05Z');
    await sendWebhook(call, { client, clock });
    expect(received.map(({ headers }) => [headers['webhook-id'], headers['webhook-timestamp']])).toEqual([
      ['delivery1', '1772366400'],
      ['delivery1', '1772366405'],
    ]);
  });

  test.each([[[]], [['whsec_short']], [['']], [[newSecret(), 'changeme']]])(
    'is not sent with the keys %j',
    async (keys) => {
      const sent = await send('{}', keys);
      expect(sent.outcome).toMatchObject({ kind: 'reject', reason: 'bad-signature-secret' });
      expect(server.connections()).toBe(0);
    },
  );
});

describe('the answer', () => {
  test.each([
    [200, 'done', undefined],
    [201, 'done', undefined],
    [202, 'done', undefined],
    [204, 'done', undefined],
    [301, 'retry', 'redirected'],
    [302, 'retry', 'redirected'],
    [307, 'retry', 'redirected'],
    [304, 'retry', 'redirected'],
    [400, 'retry', 'http-4xx'],
    [401, 'retry', 'http-4xx'],
    [404, 'retry', 'http-4xx'],
    [408, 'retry', 'http-4xx'],
    [410, 'reject', 'endpoint-gone'],
    [418, 'retry', 'http-4xx'],
    [429, 'retry', 'http-429'],
    [500, 'retry', 'http-5xx'],
    [502, 'retry', 'timeout'],
    [503, 'retry', 'http-5xx'],
    [504, 'retry', 'timeout'],
  ])('%i means %s %s', async (status, kind, reason) => {
    answer = { status, headers: { location: '/elsewhere' }, body: '' };
    const sent = await send();
    expect(sent.status).toBe(status);
    expect(sent.outcome).toMatchObject(reason === undefined ? { kind } : { kind, reason });
    expect(received).toHaveLength(1); // no redirect is followed
  });

  test.each([429, 503])('%i carries its Retry-After on', async (status) => {
    answer = { status, headers: { 'retry-after': '120' }, body: '' };
    expect((await send()).outcome).toMatchObject({ kind: 'retry', afterMs: 120_000 });
  });

  test('is kept short, as one line of printable text', async () => {
    answer.body = `a\0b\r\n\u202e\u{1f600}${'c'.repeat(100_000)}`;
    const { answer: kept } = await send();
    expect(kept).toMatch(/^a b \u{1f600}c+$/u);
    expect(kept?.length).toBeLessThanOrEqual(LIMITS.answerKeptChars);
  });

  test('of a receiver that is down is none, and the try counts', async () => {
    await server.close();
    expect(await send()).toMatchObject({
      outcome: { kind: 'retry', reason: 'connection' },
      status: null,
      answer: null,
    });
  });

  test('of a private address is none, and nothing connects', async () => {
    const guarded = createClient({ policy: { allow: [], ports: 'any' }, userAgent: 'Presswatch/test' });
    const call = { url: server.origin, secrets, id: 'delivery1', body: '{}' };
    const sent = await sendWebhook(call, { client: guarded, clock: systemClock });
    expect(sent.outcome).toMatchObject({ kind: 'reject', reason: 'private-address' });
    expect(server.connections()).toBe(0);
    await guarded.close();
  });
});
