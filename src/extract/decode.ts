// Bytes to text: byte order mark, then what the bytes prove, then what header and page claim, then a guess.
// A claim that the bytes contradict is not believed. Never fails: the last resort decodes everything.
import { guessCharset, guessScript, unmarkedUtf16 } from './charset.ts';
import { headerCharset, isStateful, metaCharset, statedLanguage } from './declared.ts';

export type Decoded = { text: string; charset: string };

/** what a server says by default, whatever it serves */
const WESTERN = 'windows-1252';

/** Text of an HTML page. `contentType` is the header as sent, or null. */
export function decode(bytes: Uint8Array, contentType: string | null): Decoded {
  const sure = byteOrderMark(bytes) ?? unmarkedUtf16(bytes);
  if (sure !== null) return { text: new TextDecoder(sure).decode(bytes), charset: sure };
  const claims = [headerCharset(contentType), metaCharset(bytes)].filter((label) => label !== null);
  // Stateful Japanese text looks like ASCII, so signs of it come first. Text that is valid UTF-8 and not plain
  // ASCII is UTF-8 whatever a server's default header says.
  const order = isStateful(bytes, claims) ? ['iso-2022-jp', 'utf-8'] : ['utf-8'];
  for (const charset of order) {
    const text = strictly(bytes, charset);
    if (text !== null) return { text, charset };
  }
  const charset = byClaims(bytes, claims) ?? guessCharset(bytes, statedLanguage(bytes));
  return { text: new TextDecoder(charset).decode(bytes), charset };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The claim to believe of a page that is not valid UTF-8; null when none is believable. */
function byClaims(bytes: Uint8Array, claims: string[]): string | null {
  if (mostlyUtf8(bytes, claims.includes('utf-8') ? 1 : 5)) return 'utf-8';
  const others = claims.filter((label) => label !== 'utf-8');
  const fitting = others.filter((label) => strictly(bytes, label) !== null);
  const contested = new Set(fitting).size > 1 || fitting[0] === WESTERN;
  if (contested) {
    // two claims, or one that fits any bytes: the letters decide, where they are in another script
    const script = guessScript(bytes, statedLanguage(bytes));
    if (script !== null) return fitting.find((label) => sameFamily(label, script)) ?? script;
  }
  // A page with a few broken bytes: believe the claim rather than guess anew.
  return fitting[0] ?? others[0] ?? null;
}

const sameFamily = (one: string, other: string): boolean =>
  one === other || (/^gb/.test(one) && /^gb/.test(other)) || (/^koi8/.test(one) && /^koi8/.test(other));

/** Whether at least `least` characters beyond ASCII are whole for each one that is broken. */
function mostlyUtf8(bytes: Uint8Array, least: number): boolean {
  const text = new TextDecoder().decode(bytes);
  let broken = 0;
  let whole = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) broken++;
    else if (code > 0x7f) whole++;
  }
  return whole >= least * broken;
}

/** Null when a byte contradicts the charset. A character cut off at the end of the page is forgiven. */
function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
