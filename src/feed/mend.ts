// Characters that went wrong before the text reached us: control characters, windows-1252 taken for Latin-1, UTF-8
// encoded twice. Mends only what is beyond doubt.

/** What bytes 0x80 to 0x9F mean in windows-1252; five mean nothing and stay. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+/g;

/** `text` without the control characters that XML forbids. */
export const withoutControls = (text: string): string => text.replace(CONTROLS, '');

const isForbidden = (code: number): boolean =>
  code < 0x20 ? code !== 0x09 && code !== 0x0a && code !== 0x0d : code === 0x7f;

const FORBIDDEN = Array.from({ length: 128 }, (_, code) => code).filter(isForbidden);

/**
 * Whether the bytes may hold a control character, in any charset. One native search for each of them takes a third of
 * the time of a loop over the bytes, and every document goes through here.
 */
export function mayHoldControls(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return FORBIDDEN.some((code) => buffer.includes(code));
}

/** One decoded entity: `&#146;` was meant as windows-1252, `&#1;` as nothing. */
export function meantCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0x80 && code <= 0x9f) return HIGH[code - 0x80] ?? '';
  return isForbidden(code) ? '' : character;
}

/** Undoes a second UTF-8 encoding, then reads what is left of U+0080 to U+009F as windows-1252. */
export function mendedText(text: string): string {
  if (!/[\u0080-\u009f]|[\u00c2-\u00f4][\u00a0-\u00bf]/.test(text)) return text;
  return (twiceEncoded(text) ?? text).replace(/[\u0080-\u009f]/g, meantCharacter);
}

/** The text behind it when every character is a byte and the bytes are valid UTF-8. */
function twiceEncoded(text: string): string | null {
  if (/[^\0-\xff]/.test(text)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return null;
  }
}
