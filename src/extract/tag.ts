// Reads one tag of an HTML string the way the HTML standard's tokenizer does (section 13.2.5), without building anything.
// Never looks backwards, so a scan that calls it from `<` to `<` stays linear whatever the page holds.

export type Tag = {
  /** lower case */
  name: string;
  /** index of `<`, and the index after `>` */
  start: number;
  end: number;
  closing: boolean;
  selfClosing: boolean;
  /** four indexes an attribute: name from, name to, value from, value to (equal when there is no value) */
  spots: number[];
};

const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const EQUALS = 61;
const GREATER = 62;

const isSpace = (code: number) => code === SPACE || (code >= TAB && code <= 13 && code !== 11);
const isLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122;

/**
 * The tag that begins at `start`, where a `<` stands. `text` when it is none (also a comment or doctype);
 * `unfinished` when the input ends inside it.
 */
export function tagAt(html: string, start: number): Tag | 'text' | 'unfinished' {
  const closing = html.charCodeAt(start + 1) === SLASH;
  const nameStart = start + (closing ? 2 : 1);
  if (!isLetter(html.charCodeAt(nameStart))) return 'text';
  let at = nameStart;
  while (at < html.length && !endsName(html.charCodeAt(at))) at++;
  const name = html.slice(nameStart, at).toLowerCase();
  const spots: number[] = [];
  for (;;) {
    while (isSpace(html.charCodeAt(at)) || html.charCodeAt(at) === SLASH) at++;
    if (at >= html.length) return 'unfinished';
    if (html.charCodeAt(at) === GREATER) {
      const selfClosing = html.charCodeAt(at - 1) === SLASH;
      return { name, start, end: at + 1, closing, selfClosing, spots };
    }
    at = readAttribute(html, at, spots);
    if (at < 0) return 'unfinished';
  }
}

/** Reads one attribute into `spots`; gives the index after it, or -1 when the input ends inside its value. */
function readAttribute(html: string, from: number, spots: number[]): number {
  let at = from + 1; // a leading `=` belongs to the name
  while (at < html.length && !endsName(html.charCodeAt(at)) && html.charCodeAt(at) !== EQUALS) at++;
  const nameEnd = at;
  let look = at;
  while (isSpace(html.charCodeAt(look))) look++;
  // A quote opens a value only after `=`; else a stray apostrophe in a tag would swallow the page.
  if (html.charCodeAt(look) !== EQUALS) {
    spots.push(from, nameEnd, nameEnd, nameEnd);
    return at;
  }
  look++;
  while (isSpace(html.charCodeAt(look))) look++;
  const quote = html.charCodeAt(look);
  if (quote === QUOTE || quote === APOSTROPHE) {
    const close = html.indexOf(quote === QUOTE ? '"' : "'", look + 1);
    if (close < 0) return -1;
    spots.push(from, nameEnd, look + 1, close);
    return close + 1;
  }
  at = look;
  while (at < html.length && !isSpace(html.charCodeAt(at)) && html.charCodeAt(at) !== GREATER) at++;
  spots.push(from, nameEnd, look, at);
  return at;
}

function endsName(code: number): boolean {
  return isSpace(code) || code === SLASH || code === GREATER;
}

/** The attributes of a tag by lower-case name; the first of two equal names wins, as in a browser. Values are not unescaped. */
export function attributesOf(html: string, tag: Tag): Map<string, string> {
  const found = new Map<string, string>();
  for (let i = 0; i < tag.spots.length; i += 4) {
    const name = html.slice(tag.spots[i], tag.spots[i + 1]).toLowerCase();
    if (!found.has(name)) found.set(name, html.slice(tag.spots[i + 2], tag.spots[i + 3]));
  }
  return found;
}
