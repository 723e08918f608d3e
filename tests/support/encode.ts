// Text to bytes of any charset that TextDecoder knows: its own tables, turned round. Refuses what a charset has not.

const tables = new Map<string, Map<string, number[]>>();

/** Throws where `charset` has no bytes for a character. */
export function encode(text: string, charset: string): Uint8Array {
  if (charset.startsWith('utf-16')) return utf16(text, charset === 'utf-16be');
  if (charset === 'utf-8') return new TextEncoder().encode(text);
  if (charset === 'iso-2022-jp') return stateful(text);
  const table = tableOf(charset);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`${charset} has no ${character}`);
      return bytes;
    }),
  );
}

function tableOf(charset: string): Map<string, number[]> {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(charset);
  const table = new Map<string, number[]>();
  const learn = (bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let one = 0; one < 256; one++) learn([one]);
  if (/^(?:gb|big5|euc|shift)/.test(charset))
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++) learn([lead, trail]);
  tables.set(charset, table);
  return table;
}

function utf16(text: string, big: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), !big);
  return bytes;
}

/** Each run of foreign characters between its pair of escapes. */
const stateful = (text: string): Uint8Array =>
  Uint8Array.from(
    text.split(/([^\0-\x7f]+)/).flatMap((run, n) => {
      const bytes = [...encode(run, 'euc-jp')];
      if (n % 2 === 0) return bytes;
      return [0x1b, 0x24, 0x42, ...bytes.map((byte) => byte & 0x7f), 0x1b, 0x28, 0x42];
    }),
  );
