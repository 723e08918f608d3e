// Bytes to text: byte order mark, then what the bytes prove, then what header and page claim, then a guess.
// A claim that the bytes contradict is not believed. Never fails: the last resort decodes everything.
import { guessCharset } from './charset.ts';

export type Decoded = { text: string; charset: string };

const META_BYTES = 4096;

/** Text of an HTML page. `contentType` is the header as sent, or null. */
export function decode(bytes: Uint8Array, contentType: string | null): Decoded {
  const mark = byteOrderMark(bytes);
  if (mark !== null) return { text: new TextDecoder(mark).decode(bytes), charset: mark };
  const claims = [fromHeader(contentType), fromMeta(bytes)].filter((label) => label !== null);
  // Text that is valid UTF-8 and not plain ASCII is UTF-8 whatever a server's default header says;
  // stateful Japanese text looks like ASCII, so a claim of it comes first.
  const stateful = claims.find((label) => label === 'iso-2022-jp');
  const order = stateful === undefined ? ['utf-8', ...claims] : [stateful];
  for (const charset of order) {
    const text = strictly(bytes, charset);
    if (text !== null) return { text, charset };
  }
  // A page with a few broken bytes: believe the claim rather than guess anew.
  const charset = claims[0] ?? guessCharset(bytes);
  return { text: new TextDecoder(charset).decode(bytes), charset };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Null when a byte contradicts the charset. A character cut off at the end of the page is forgiven. */
function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function fromHeader(contentType: string | null): string | null {
  return known(/charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
}

/** The charset a meta tag states in the first bytes. UTF-16 there is a lie: the tag could not have been read. */
function fromMeta(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, META_BYTES)).toString(
    'latin1',
  );
  const label = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  const charset = known(label ?? /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]);
  return charset?.startsWith('utf-16') ? 'utf-8' : charset;
}

/** The standard's name for a label, or null for one that nobody knows. */
function known(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
