// One request and its answer, body read within bounds. Follows nothing and decides nothing.
import { setImmediate } from 'node:timers/promises';
import { type Agent, type Dispatcher, request } from 'undici';
import type { BodyBounds } from './body.ts';
import { readBody } from './body.ts';
import { orAborted } from './deadline.ts';

export type Ask = BodyBounds & {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  signal: AbortSignal;
  /** whether this status' body is wanted; others are dropped unread */
  wantsBody: (status: number) => boolean;
};

export type Answer = { status: number; headers: Record<string, string>; bytes: Uint8Array };

// A body this small is read to its end, so that the connection can be used again; others cost the connection.
const DRAIN_BYTES = 16 * 1024;

/** Performs one exchange; throws what `outcomeOf` understands. */
export async function exchange(agent: Agent, ask: Ask): Promise<Answer> {
  const sent = request(ask.url, {
    dispatcher: agent,
    method: ask.method,
    headers: sendable(ask.headers),
    body: ask.body ?? null,
    signal: ask.signal,
  });
  const response = await orAborted(sent, ask.signal);
  const headers = plainHeaders(response.headers);
  const status = response.statusCode;
  if (!ask.wantsBody(status)) {
    await drop(response.body, status === 304 ? '0' : headers['content-length'], ask.signal);
    await setImmediate();
    return { status, headers, bytes: new Uint8Array() };
  }
  const bytes = await readBody(response.body, headers['content-encoding'] ?? '', ask);
  await setImmediate(); // undici takes the connection back only now; who asks on at once would open a second
  return { status, headers, bytes };
}

async function drop(body: Dispatcher.ResponseData['body'], length: string | undefined, signal: AbortSignal) {
  body.on('error', () => {}); // destroying a body that is still coming reports an abort; it is meant
  if (length !== undefined && Number(length) <= DRAIN_BYTES) await body.dump({ limit: DRAIN_BYTES, signal });
  else body.destroy();
}

// A validator comes from a stranger's server and is sent back byte for byte. What HTTP can't carry is left out;
// the cost is one full answer, whereas an error here would stop the feed for good.
function sendable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([, value]) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value)),
  );
}

// Repeated headers: a list is a list (RFC 9110 §5.3); of those that can hold one value only, the first counts.
const LISTS = new Set(['content-encoding', 'cache-control', 'link', 'vary', 'set-cookie', 'warning']);

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    if (typeof value === 'string') plain[name] = value;
    else plain[name] = LISTS.has(name) ? value.join(', ') : (value[0] ?? '');
  }
  return plain;
}
