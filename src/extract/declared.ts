// What header and page say of their charset and language, read from the bytes before they are text. Believes nothing.

/** the standard looks at 1,024 bytes, browsers read on to the end of the head; long heads hold style sheets */
const HEAD_BYTES = 128 * 1024;
const ESCAPE = 0x1b;

/** The standard's name for the charset in a Content-Type header; null when it states none that is known. */
export const headerCharset = (contentType: string | null): string | null =>
  known(/charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1]);

/** The charset of a meta tag or XML prolog. UTF-16 there is a lie: the tag could not have been read. */
export function metaCharset(bytes: Uint8Array): string | null {
  const head = headOf(bytes);
  const label = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  const charset = known(label ?? /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]);
  return charset?.startsWith('utf-16') ? 'utf-8' : charset;
}

/** `lang` of the html tag, or Content-Language of a meta tag; null when the page is silent. */
export function statedLanguage(bytes: Uint8Array): string | null {
  const head = headOf(bytes);
  return (
    /<html[^>]{0,500}?\slang\s*=\s*["']?\s*([a-z-]{2,20})/i.exec(head)?.[1] ??
    /<meta[^>]{0,200}content-language[^>]{0,200}?content\s*=\s*["']?\s*([a-z-]{2,20})/i.exec(head)?.[1] ??
    null
  );
}

/** Whether it is ISO-2022-JP: claimed, or nothing is claimed and its escapes stand in plain ASCII. */
export function isStateful(bytes: Uint8Array, claims: string[]): boolean {
  if (claims.includes('iso-2022-jp')) return true;
  return claims.length === 0 && bytes.includes(ESCAPE) && /\x1b\$[@B]/.test(headOf(bytes));
}

/** The first bytes as characters, comments taken out: what stands in one is not declared. */
function headOf(bytes: Uint8Array): string {
  const { buffer, byteOffset } = bytes;
  const head = Buffer.from(buffer, byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString('latin1');
  let kept = '';
  for (let at = 0; ; ) {
    const open = head.indexOf('<!--', at);
    if (open < 0) return kept + head.slice(at);
    kept += head.slice(at, open);
    const close = head.indexOf('-->', open);
    if (close < 0) return kept;
    at = close + 3;
  }
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
