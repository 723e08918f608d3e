import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../../src/demo/receiver.ts';

const SECRET = `whsec_${Buffer.from('a secret of twenty-four or more bytes').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('another secret, for another endpoint').toString('base64')}`;
const NOW = new Date('2026-03-01T12:00:00Z');

let receiver: Receiver;
let alerts: [unknown, boolean][];
beforeEach(async () => {
  alerts = [];
  receiver = await startReceiver({
    secretFor: (name) => (name === '/terror' || name === 'by-id' ? SECRET : undefined),
    onAlert: (event, verified) => alerts.push([event, verified]),
    clock: { now: () => NOW },
  });
});
afterEach(() => receiver.close());

type Sent = { id?: string; path?: string; secret?: string; at?: Date; body?: string; signature?: string };

async function send(sent: Sent): Promise<number> {
  const { id = 'msg_1', path = 'terror', secret = SECRET, at = NOW, body = '{"type":"match"}' } = sent;
  const signature = sent.signature ?? new Webhook(secret).sign(id, at, '{"type":"match"}');
  const response = await fetch(receiver.url + path, {
    method: 'POST',
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
    },
  });
  return response.status;
}

test('a rightly signed event is taken with 204 and told as verified', async () => {
  expect(await send({})).toBe(204);
  expect(alerts).toEqual([[{ type: 'match' }, true]]);
  expect(receiver.received()).toEqual([{ id: 'msg_1', verified: true, body: { type: 'match' } }]);
});

test('a wrong secret, a changed body, a missing and a foreign signature are refused with 401', async () => {
  expect(await send({ secret: OTHER })).toBe(401);
  expect(await send({ body: '{"type":"other"}' })).toBe(401);
  expect(await send({ signature: '' })).toBe(401);
  expect(
    await send({ signature: `v1a,${new Webhook(SECRET).sign('msg_1', NOW, '{"type":"match"}').slice(3)}` }),
  ).toBe(401);
  expect(alerts.map(([, verified]) => verified)).toEqual([false, false, false, false]);
});

test('a timestamp more than five minutes away is refused in either direction', async () => {
  const away = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
  expect(await send({ at: away(-300) })).toBe(204);
  expect(await send({ id: 'msg_2', at: away(-301) })).toBe(401);
  expect(await send({ id: 'msg_3', at: away(301) })).toBe(401);
});

test('one right signature in a list is enough, as while a secret is being changed', async () => {
  const list = [OTHER, SECRET].map((secret) => new Webhook(secret).sign('msg_1', NOW, '{"type":"match"}'));
  expect(await send({ signature: list.join(' ') })).toBe(204);
});

test('a repeat is answered with 204 and not told again', async () => {
  expect([await send({}), await send({})]).toEqual([204, 204]);
  expect(alerts).toHaveLength(1);
  expect(receiver.received()).toHaveLength(1);
});

test('a forged request does not shadow the true one with the same id', async () => {
  expect([await send({ secret: OTHER }), await send({})]).toEqual([401, 204]);
  expect(alerts.map(([, verified]) => verified)).toEqual([false, true]);
});

test('the secret is found by path, else by id; without one nothing is believed', async () => {
  expect(await send({ path: 'elsewhere' })).toBe(401);
  expect(await send({ path: 'elsewhere', id: 'by-id' })).toBe(204);
});

test('only POST is taken, and only up to 256 KiB', async () => {
  expect((await fetch(receiver.url)).status).toBe(405);
  expect(await send({ body: ' '.repeat(256 * 1024 + 1) })).toBe(413);
});
