// Reads a response body within bounds: bytes on the wire, bytes after inflating, and the ratio of the two.
// Never holds more than the cap and one chunk.
import { pipeline, type Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { LIMITS } from '../config/limits.ts';
import { reject } from '../model/outcome.ts';
import { Stop } from './failure.ts';

const MEGABYTE = 2 ** 20;

export type BodyBounds = {
  /** cap on the wire and after inflating */
  maxBytes: number;
  /** what the cap means: `reject` the exchange, or `cut` the body there and keep what came, whatever ended it */
  overflow: 'reject' | 'cut';
};

// The flush settings keep what a stream holds that was cut off where it was made; a cut connection is still an error.
const sync = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
const INFLATE = new Map<string, (head: Uint8Array) => Transform | null>([
  // Servers label plain bodies as gzip often enough to look at the magic number.
  ['gzip', (head) => (head[0] === 0x1f && head[1] === 0x8b ? zlib.createGunzip(sync) : null)],
  // "deflate" is zlib by RFC 9110 §8.4.1.2, and raw deflate by the habit of old servers.
  ['deflate', (head) => (isZlib(head) ? zlib.createInflate(sync) : zlib.createInflateRaw(sync))],
  ['br', () => zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH })],
  // RFC 9659: windows above 8 MB are not for HTTP; zstd itself would take 128 MB.
  ['zstd', () => zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } })],
]);

/**
 * The whole body, inflated when `coding` (the content-encoding header) names one known coding. Two or more codings,
 * or an unknown one, are refused: doubly compressed, a bomb of 300 MB is 644 bytes. Throws `Stop` or a stream's error.
 */
export async function readBody(body: Readable, coding: string, bounds: BodyBounds): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  try {
    await collect(body, coding, bounds, parts);
  } catch (error) {
    if (bounds.overflow === 'reject') throw error;
  }
  return Buffer.concat(parts);
}

async function collect(
  body: Readable,
  coding: string,
  bounds: BodyBounds,
  parts: Uint8Array[],
): Promise<void> {
  const wire = { bytes: 0 };
  let size = 0;
  for await (const chunk of inflated(counted(body, wire, bounds.maxBytes), coding)) {
    size += chunk.length;
    if (size > bounds.maxBytes) {
      parts.push(chunk.subarray(0, chunk.length - (size - bounds.maxBytes)));
      throw tooLarge(bounds.maxBytes);
    }
    parts.push(chunk);
    if (size > LIMITS.inflateGraceBytes && size > wire.bytes * LIMITS.inflateRatio) {
      throw new Stop(reject('ratio', `${wire.bytes} bytes became ${size}: a compression bomb`));
    }
  }
}

async function* counted(
  body: Readable,
  wire: { bytes: number },
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of body) {
    wire.bytes += chunk.length;
    if (wire.bytes > maxBytes) {
      yield chunk.subarray(0, chunk.length - (wire.bytes - maxBytes));
      throw tooLarge(maxBytes);
    }
    yield chunk;
  }
}

async function* inflated(
  source: AsyncGenerator<Uint8Array, void, undefined>,
  coding: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const name = coding.trim().toLowerCase().replace(/^x-/, '');
  if (name === '' || name === 'identity') return yield* source;
  const open = INFLATE.get(name);
  if (open === undefined)
    throw new Stop(reject('unreadable', `content-encoding "${name.slice(0, 40)}" is not supported`));
  const head = await source.next();
  if (head.done) return;
  const whole = joined(head.value, source);
  const inflater = open(head.value);
  if (inflater === null) return yield* whole;
  // Leaving this loop early destroys the inflater, the pipeline ends the source, and the source frees the connection.
  yield* pipeline(whole, inflater, () => {});
}

async function* joined(head: Uint8Array, rest: AsyncGenerator<Uint8Array, void, undefined>) {
  yield head;
  yield* rest;
}

// RFC 1950 §2.2: method 8, and the first two bytes are a multiple of 31
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function tooLarge(maxBytes: number): Stop {
  const most = maxBytes < MEGABYTE ? `${maxBytes} bytes` : `${Math.round(maxBytes / MEGABYTE)} MB`;
  return new Stop(reject('too-large', `the answer is larger than ${most}`));
}
