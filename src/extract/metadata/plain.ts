// One line of plain text from a metadata value: entities decoded, tags gone, white space single, no direction tricks.

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  copy: '©',
  reg: '®',
  trade: '™',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  ccedil: 'ç',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  ntilde: 'ñ',
  aring: 'å',
  oslash: 'ø',
  aelig: 'æ',
  bull: '•',
  middot: '·',
  pound: '£',
  euro: '€',
};

/** Decodes character references once. Code points that do not exist become U+FFFD. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,8})|#(\d{1,10})|([a-z]{2,8}));?/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10ffff || code === 0 || (code >= 0xd800 && code <= 0xdfff)
      ? '\ufffd'
      : String.fromCodePoint(code);
  });
}

/** Characters that turn the direction of what follows: a title must not reverse the line it stands in. */
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/** Plain text of a value that may hold markup; at most `chars` long. */
export function plain(value: string, chars: number): string {
  // Cut first: a title of 200,000 spaces must not cost anything.
  return decodeEntities(
    value
      .trim()
      .slice(0, 4 * chars + 200)
      .replace(/<[a-z/!][^>]{0,500}>/gi, ' '),
  )
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .replace(DIRECTION_OVERRIDES, '')
    .trim()
    .slice(0, chars)
    .toWellFormed();
}
