// A subscriber's webhook endpoint on loopback: checks every signature by itself, answers 204 or 401, and notices
// repeats by their id, as the sender promises at-least-once delivery.
import type { IncomingMessage } from 'node:http';
import { type Clock, systemClock } from '../lib/clock.ts';
import { closeAll, openOne } from './addresses.ts';
import { isSigned } from './signature.ts';

export type Received = { id: string; verified: boolean; body: unknown };

export type Receiver = {
  /** any path below it is accepted too, such as one for each subscription */
  url: string;
  /** in order of arrival; a verified repeat is not listed again */
  received(): Received[];
  close(): Promise<void>;
};

export type ReceiverOptions = {
  /** asked with the request's path, then with the webhook id; undefined means that no such secret is known */
  secretFor(deliveryOrPath: string): string | undefined;
  /** called once for each verified id, and for every request that is not verified */
  onAlert(event: unknown, verified: boolean): void;
  /** 0 (the default) takes a free one */
  port?: number;
  clock?: Clock;
};

/** ours are below 20 KB; anything much larger is not an alert */
const BODY_BYTES = 256 * 1024;

export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const clock = options.clock ?? systemClock;
  const received: Received[] = [];
  const known = new Set<string>();

  // Returns the status to answer. Only a verified id counts as known: a forged request must not shadow a true one.
  const take = (request: IncomingMessage, body: Buffer): number => {
    const id = String(request.headers['webhook-id'] ?? '');
    const secret = options.secretFor(request.url ?? '/') ?? options.secretFor(id);
    const verified = secret !== undefined && isSigned(request.headers, body, secret, clock.now());
    if (verified && known.has(id)) return 204;
    if (verified) known.add(id);
    const event = parsed(body);
    received.push({ id, verified, body: event });
    options.onAlert(event, verified);
    return verified ? 204 : 401;
  };

  const listening = await openOne('127.0.0.1', options.port ?? 0);
  listening.server.on('request', async (request, response) => {
    if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end();
    const body = await bytes(request);
    response.writeHead(body === null ? 413 : take(request, body), { connection: 'close' }).end();
  });
  return {
    url: `${listening.origin}/`,
    received: () => [...received],
    close: () => closeAll([listening]),
  };
}

/** The body, or null when it is too long or its sender went away. */
async function bytes(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      length += chunk.length;
      if (length <= BODY_BYTES) chunks.push(chunk);
    }
    return length <= BODY_BYTES ? Buffer.concat(chunks) : null;
  } catch {
    return null;
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
