// A bot guard that turns a reader away at the door: an answer that is no page, with the guard's own header or marks.
// Reads the first bytes as characters; parses nothing.
import { CHALLENGE_PHRASES, GUARD_MARKS } from './phrases/challenge.ts';

type Answer = { status: number; headers: Readonly<Record<string, string>>; bytes: Uint8Array };

/** statuses that guards answer with; others mean what they say */
const DOORS = new Set([401, 403, 405, 406, 429, 503]);
const HEAD_BYTES = 20_000;

/** The guard's name; null where none shows. A plain 403 or 503 stays what it is. */
export function guardAtDoor({ status, headers, bytes }: Answer): string | null {
  if (!DOORS.has(status)) return null;
  if (headers['cf-mitigated'] === 'challenge') return 'Cloudflare';
  const { buffer, byteOffset } = bytes;
  const text = Buffer.from(buffer, byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString('utf8');
  const guard = GUARD_MARKS.find(([, mark]) => mark.test(text))?.[0];
  if (guard !== undefined && status !== 429 && status !== 503) return guard;
  return guard !== undefined && CHALLENGE_PHRASES.some((phrase) => phrase.test(text)) ? guard : null;
}
