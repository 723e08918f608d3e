// Is this HTML at all? Looks at the first bytes and the content type; servers label PDFs and images as text/html.
import { type Reject, reject } from '../model/outcome.ts';
import { unmarkedUtf16 } from './charset.ts';

const SIGNATURES: [label: string, offset: number, bytes: string][] = [
  ['a PDF', 0, '%PDF-'],
  ['a PNG image', 0, '\x89PNG'],
  ['a JPEG image', 0, '\xff\xd8\xff'],
  ['a GIF image', 0, 'GIF8'],
  ['a WebP image, sound or film', 0, 'RIFF'],
  ['a zip archive or office document', 0, 'PK\x03\x04'],
  ['an empty zip archive', 0, 'PK\x05\x06'],
  ['gzip data', 0, '\x1f\x8b'],
  ['a bzip2 archive', 0, 'BZh'],
  ['a 7z archive', 0, '7z\xbc\xaf'],
  ['a RAR archive', 0, 'Rar!'],
  ['a film', 4, 'ftyp'],
  ['an MP3', 0, 'ID3'],
  ['an Ogg file', 0, 'OggS'],
  ['a font', 0, 'wOF'],
  ['an old office document', 0, '\xd0\xcf\x11\xe0'],
  ['a program', 0, '\x7fELF'],
  ['PostScript', 0, '%!PS'],
  ['RTF', 0, '{\\rtf'],
];

const NEVER_HTML =
  /^\s*(?:image|audio|video|font)\/|^\s*application\/(?:pdf|zip|json|gzip|msword|epub|vnd\.)/i;
const FEED_OR_XML =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml)[\s>]/i;
const HEAD_BYTES = 1024;

/** `reject('not-html')` with what it is instead, else null. An empty body is HTML with nothing in it. */
export function notHtml(bytes: Uint8Array, contentType: string | null): Reject | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString(
    'latin1',
  );
  const signature = SIGNATURES.find(([, offset, mark]) => head.startsWith(mark, offset));
  if (signature?.[0] === 'a PDF')
    return reject('pdf', 'The address is a PDF file; Presswatch reads web pages only.');
  if (signature !== undefined)
    return reject('not-html', `The address is no web page: the server sent ${signature[0]}.`);
  const start = head.replace(/^\xef\xbb\xbf/, '');
  if (FEED_OR_XML.test(start))
    return reject('not-html', 'The address is no web page: the server sent a feed or a sitemap.');
  const markup = /<(?:!doctype|html|head|body|title|meta|article|main|div|p|h1)\b/i.test(start);
  if (!markup && NEVER_HTML.test(contentType ?? ''))
    return reject('not-html', `The address is no web page but ${String(contentType).slice(0, 80)}.`);
  if (!markup && /^\s*[{[]/.test(start) && isJson(bytes))
    return reject('not-html', 'The address is no web page: the server sent JSON.');
  if (unmarkedUtf16(bytes) === null && looksBinary(head))
    return reject('not-html', 'The address is no web page: the server sent binary data.');
  return null;
}

/** NUL bytes stand in no HTML text but UTF-16, whose byte order mark tells it. */
function looksBinary(head: string): boolean {
  if (/^(?:\xff\xfe|\xfe\xff)/.test(head)) return false;
  let zeros = 0;
  for (let i = 0; i < head.length; i++) if (head.charCodeAt(i) === 0) zeros++;
  return zeros > head.length / 100;
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}
