// Bytes of a feed to text without control characters: byte order mark, byte pattern, valid UTF-8, header, prolog, in
// the order that mends most feeds. Never throws; an unknown charset name is passed over.
import { isAscii, isUtf8 } from 'node:buffer';
import { mayHoldControls, withoutControls } from './mend.ts';

export type Decoded = {
  text: string;
  /** the charset that was used, in lower case */
  charset: string;
  /** what was wrong: `charset` when no label fitted the bytes or one was false, `control-character` */
  repairs: string[];
};

type Read = { text: string; charset: string; mended: boolean };

/** A prolog stands in the first bytes, after a little junk at most. */
const PROLOG_BYTES = 1024;
const ESC = 0x1b;

/**
 * Decodes `bytes` as XML or JSON. Like RFC 7303 a byte order mark beats the header, and the header beats the
 * prolog; unlike it, non-ASCII bytes that are valid UTF-8 are UTF-8 whatever a label says, since labels lie more
 * often than that happens by chance.
 */
export function decode(bytes: Uint8Array, contentType: string | null): Decoded {
  const { text, charset, mended } = read(bytes, contentType);
  const repairs = mended ? ['charset'] : [];
  const clean = mayHoldControls(bytes) ? withoutControls(text) : text;
  if (clean.length < text.length) repairs.push('control-character');
  return { text: clean, charset, repairs };
}

function read(bytes: Uint8Array, contentType: string | null): Read {
  const marked = byMark(bytes) ?? byPattern(bytes);
  if (marked) return marked;
  const labels = [headerCharset(contentType), prologCharset(bytes)].filter((label) => label !== null);
  // ISO-2022 is ASCII to the eye, with escapes
  const escaped = labels.some((label) => label.startsWith('iso-2022')) && bytes.includes(ESC);
  if (!escaped && isAscii(bytes)) return { text: text('utf-8', bytes), charset: 'utf-8', mended: false };
  if (!escaped && isUtf8(bytes)) {
    const mended = labels.some((label) => !/^utf-?8$/.test(label));
    return { text: text('utf-8', bytes), charset: 'utf-8', mended };
  }
  return byLabel(bytes, labels);
}

/** The strict labels first, then UTF-8 with a few broken bytes, then the labels loosely, then windows-1252. */
function byLabel(bytes: Uint8Array, labels: string[]): Read {
  for (const charset of labels) {
    const strict = tryText(charset, bytes, true);
    if (strict !== null) return { text: strict, charset, mended: false };
  }
  if (mostlyUtf8(bytes)) return { text: text('utf-8', bytes), charset: 'utf-8', mended: true };
  for (const charset of labels) {
    const loose = tryText(charset, bytes, false);
    if (loose !== null && !/^utf-?8$/.test(charset)) return { text: loose, charset, mended: true };
  }
  return { text: text('windows-1252', bytes), charset: 'windows-1252', mended: true };
}

function byMark(b: Uint8Array): Read | null {
  const at = (charset: string, skip: number): Read => ({
    text: text(charset, b.subarray(skip)),
    charset,
    mended: false,
  });
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return at('utf-8', 3);
  // the four-byte marks first: UTF-32 LE begins like UTF-16 LE
  if (b[0] === 0xff && b[1] === 0xfe && b[2] === 0 && b[3] === 0 && b.length >= 4) return at('utf-32le', 4);
  if (b[0] === 0 && b[1] === 0 && b[2] === 0xfe && b[3] === 0xff) return at('utf-32be', 4);
  if (b[0] === 0xff && b[1] === 0xfe) return at('utf-16le', 2);
  if (b[0] === 0xfe && b[1] === 0xff) return at('utf-16be', 2);
  return null;
}

/** `<` in two or four bytes without a mark. */
function byPattern(b: Uint8Array): Read | null {
  const lt = 0x3c;
  const charset =
    b[0] === lt && b[1] === 0 && b[2] === 0 && b[3] === 0
      ? 'utf-32le'
      : b[0] === 0 && b[1] === 0 && b[2] === 0 && b[3] === lt
        ? 'utf-32be'
        : b[0] === lt && b[1] === 0 && b[2] !== 0 && b[3] === 0
          ? 'utf-16le'
          : b[0] === 0 && b[1] === lt && b[2] === 0 && b[3] !== 0
            ? 'utf-16be'
            : null;
  return charset && { text: text(charset, b), charset, mended: true };
}

function headerCharset(contentType: string | null): string | null {
  return contentType?.match(/charset\s*=\s*["']?([\w.:-]{1,40})/i)?.[1]?.toLowerCase() ?? null;
}

function prologCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, PROLOG_BYTES)).toString('latin1');
  const prolog = head.match(/<\?xml\s[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})/i);
  return prolog?.[1]?.toLowerCase() ?? null;
}

/** Good multi-byte characters outnumber bad bytes four to one. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const decoded = text('utf-8', bytes);
  let good = 0;
  let bad = 0;
  for (let i = 0; i < decoded.length; i++) {
    const unit = decoded.charCodeAt(i);
    if (unit === 0xfffd) bad++;
    else if (unit > 0x7f) good++;
  }
  return good > 4 * bad;
}

function tryText(charset: string, bytes: Uint8Array, strict: boolean): string | null {
  // a two-byte charset can't hold the ASCII '<' that the label was read from
  if (/^(utf-?(16|32)|ucs|iso-10646|unicode)/.test(charset)) return null;
  try {
    return new TextDecoder(charset, { fatal: strict }).decode(bytes);
  } catch {
    return null;
  }
}

function text(charset: string, bytes: Uint8Array): string {
  if (charset.startsWith('utf-32')) return utf32(bytes, charset === 'utf-32le');
  return new TextDecoder(charset).decode(bytes);
}

/** TextDecoder has no UTF-32. */
function utf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units: string[] = [];
  for (let i = 0; i + 4 <= bytes.byteLength; i += 4) {
    const point = view.getUint32(i, little);
    units.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return units.join('');
}
