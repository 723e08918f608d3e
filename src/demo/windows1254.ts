// Text to windows-1254 bytes (Turkish), the way round that the platform lacks. The table comes from the
// platform's own decoder, so both directions agree by construction.

const BYTES = new Map<string, number>();
const decoder = new TextDecoder('windows-1254');
for (let byte = 0; byte < 256; byte++) BYTES.set(decoder.decode(Uint8Array.of(byte)), byte);

/** Encodes for XML or HTML: a character without a byte becomes a numeric reference such as `&#8987;`. */
export function encodeWindows1254(markup: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of markup) {
    const byte = BYTES.get(char);
    if (byte !== undefined) bytes.push(byte);
    else for (const digit of `&#${char.codePointAt(0)};`) bytes.push(digit.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}
