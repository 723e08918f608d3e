// Documents that are stored compressed (`sitemap.xml.gz`), told by their first bytes and never by name or header.
// What a server compresses on the way is the client's business.
import { constants, gunzipSync } from 'node:zlib';
import { LIMITS } from '../config/limits.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';

/** Whether the bytes are gzip by their magic number (RFC 1952, 2.3.1). */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The document inside, up to `LIMITS.feedDocumentBytes`; of one that breaks off, what came before. */
export function inflate(bytes: Uint8Array): Outcome<Uint8Array> {
  try {
    const options = { maxOutputLength: LIMITS.feedDocumentBytes, finishFlush: constants.Z_SYNC_FLUSH };
    return done(gunzipSync(bytes, options));
  } catch (error) {
    const tooLarge =
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE');
    return tooLarge
      ? reject('too-large', `compressed data of more than ${LIMITS.feedDocumentBytes} bytes`)
      : reject('not-a-feed', "not a feed: compressed data that can't be read");
  }
}
