// Entities of HTML in text that has been through the XML reader once: feeds escape twice more often than they mean it.
import { Parser } from 'htmlparser2';
import { meantCharacter } from './mend.ts';

/** Names seen so far; only real ones get in, and HTML has 2,231. */
const known = new Map<string, string>();

/** Decodes entities that end in a semicolon, once; anything else stays as written. Never throws. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|\w{2,40});/gi, (written, decimal, hex) => {
    if (decimal || hex) return byNumber(decimal ? Number(decimal) : Number.parseInt(hex, 16), written);
    return known.get(written) ?? byName(written);
  });
}

function byNumber(code: number, written: string): string {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? meantCharacter(String.fromCodePoint(code)) : written;
}

/** HTML's names are in the tokenizer. */
function byName(written: string): string {
  let out = '';
  const parser = new Parser({ ontext: (piece) => (out += piece) }, { decodeEntities: true });
  parser.end(written);
  if (out !== written) known.set(written, out);
  return out;
}
