// The plain part of YAML, some twenty times faster than a parser of all of it: blocks, flow collections, and scalars on
// one line. Never guesses: of a text with anything else in it, also a mistake, it says nothing, and the slow way is taken.

/** What the text holds, or undefined when it is not plain. @see https://yaml.org/spec/1.2.2/ */
export function readPlainYaml(text: string): unknown {
  // tabs, carriage returns and the like have rules of their own
  if (/[^\n\P{Cc}]|\uFEFF/u.test(text)) return undefined;
  const reader: Reader = { text, at: 0, level: 0 };
  try {
    const value = nextLine(reader) < 0 ? notPlain() : block(reader, column(reader));
    return reader.at === text.length ? value : notPlain();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/** Where the reader stands, and how deep inside. */
type Reader = { text: string; at: number; level: number };

const NOT_PLAIN = Symbol('not plain');
const notPlain = (): never => {
  throw NOT_PLAIN;
};

/** blank lines and comments, up to the column of the next text */
const GAP = /(?: *(?:#[^\n]*)?\n)* */y;
const LINE_END = /(?: +(?:#[^\n]*)?)?(?=\n|$)/y;
/** in a flow collection a comment stands behind a space, too */
const FLOW_GAP = /(?: *(?:(?<=[ \n])#[^\n]*)?\n?)*/y;
const SPACES = / */y;
const DASH = /-(?= |\n|$)/y;
const COLON = /:(?= |\n|$)/y;
const DOUBLE = /"(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SINGLE = /'(?:[^'\n]|'')*'/y;
const BLOCK_PLAIN = /[^\s\-?:,[\]{}#&*!|>'"%@`](?:[^\n:#]|:(?![ \n]|$)|(?<! )#)*/y;
const FLOW_PLAIN = /[^\s\-?:,[\]{}#&*!|>'"%@`](?:[^\n:#,[\]{}]|:(?![ \n,[\]{}]|$)|(?<! )#)*/y;

/** what may be read as a number, and is not one of the simple ones; and words that YAML reads in more than one case */
const NUMBER_LIKE = /^[+.]?\d[\w.+-]*$|^[+.]|^~$|^(?:null|true|false)$/i;
const SIMPLE_NUMBER = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/;
const WORDS = new Map<string, unknown>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

function plainValue(text: string): unknown {
  if (WORDS.has(text)) return WORDS.get(text);
  if (SIMPLE_NUMBER.test(text)) return Number(text);
  return NUMBER_LIKE.test(text) ? notPlain() : text;
}

/** longer keys of a block need a question mark in YAML */
const KEY_CHARS = 1000;
/** nobody nests so deep by hand */
const LEVELS = 50;

/** What the pattern takes from here on, or null. */
function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const [found] = pattern.exec(reader.text) ?? [];
  if (found === undefined) return null;
  reader.at += found.length;
  return found;
}

const next = ({ text, at }: Reader): string => text[at] ?? '\n';
const column = ({ text, at }: Reader): number => at - text.lastIndexOf('\n', at - 1) - 1;

/** Goes to the next text, which must begin a line; its column, or -1 at the end. */
function nextLine(reader: Reader): number {
  take(reader, GAP);
  return reader.at === reader.text.length ? -1 : column(reader);
}

function deeper<T>(reader: Reader, read: () => T): T {
  if (++reader.level > LEVELS) notPlain();
  const value = read();
  reader.level--;
  return value;
}

function scalar(reader: Reader, plain: RegExp): unknown {
  const double = take(reader, DOUBLE);
  if (double !== null) return double.includes('\\') ? JSON.parse(double) : double.slice(1, -1);
  const single = take(reader, SINGLE);
  if (single !== null) return single.slice(1, -1).replaceAll("''", "'");
  const taken = take(reader, plain) ?? notPlain();
  const value = taken.replace(/ +$/, '');
  reader.at -= taken.length - value.length;
  return plainValue(value);
}

/** A key and its colon; null, and nothing taken, when there is none here. */
function key(reader: Reader, plain: RegExp): string | null {
  const from = reader.at;
  const found = scalar(reader, plain);
  take(reader, SPACES);
  const most = plain === BLOCK_PLAIN ? KEY_CHARS : Number.POSITIVE_INFINITY;
  if (take(reader, COLON) !== null && reader.at - from < most && found !== null) return String(found);
  reader.at = from;
  return null;
}

function put(map: Record<string, unknown>, name: string, value: unknown): void {
  if (name in map || name === '<<') notPlain();
  map[name] = value;
}

/** @param outer column of the block around it: every line of a flow collection must be further right */
function flow(reader: Reader, outer: number): unknown {
  if (next(reader) === '[') return deeper(reader, () => flowList(reader, outer));
  if (next(reader) === '{') return deeper(reader, () => flowMap(reader, outer));
  return scalar(reader, FLOW_PLAIN);
}

function flowGap(reader: Reader, outer: number): void {
  if (take(reader, FLOW_GAP)?.includes('\n') && column(reader) <= outer) notPlain();
}

function flowList(reader: Reader, outer: number): unknown[] {
  const found: unknown[] = [];
  flowEntries(reader, outer, ']', () => found.push(flow(reader, outer)));
  return found;
}

function flowMap(reader: Reader, outer: number): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  flowEntries(reader, outer, '}', () => {
    const name = key(reader, FLOW_PLAIN) ?? notPlain();
    flowGap(reader, outer);
    put(found, name, flow(reader, outer));
  });
  return found;
}

function flowEntries(reader: Reader, outer: number, close: string, entry: () => void): void {
  reader.at++;
  flowGap(reader, outer);
  while (next(reader) !== close) {
    entry();
    flowGap(reader, outer);
    if (next(reader) === ',') reader.at++;
    else if (next(reader) !== close) notPlain();
    flowGap(reader, outer);
  }
  reader.at++;
}

const block = (reader: Reader, indent: number): unknown =>
  deeper(reader, () => (next(reader) === '-' ? blockList(reader, indent) : blockMap(reader, indent)));

function blockMap(reader: Reader, indent: number): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (let there = indent; there === indent && next(reader) !== '-'; there = nextLine(reader))
    put(found, key(reader, BLOCK_PLAIN) ?? notPlain(), valueAfter(reader, indent, 'key'));
  return found;
}

function blockList(reader: Reader, indent: number): unknown[] {
  const found: unknown[] = [];
  for (let there = indent; there === indent && take(reader, DASH) !== null; there = nextLine(reader))
    found.push(blockEntry(reader, indent));
  return found;
}

/** Another block may begin on the line of its dash. */
function blockEntry(reader: Reader, indent: number): unknown {
  const from = reader.at;
  take(reader, SPACES);
  const inner = reader.at;
  const begins =
    take(reader, DASH) !== null || (/[^[{\n#]/.test(next(reader)) && key(reader, BLOCK_PLAIN) !== null);
  reader.at = begins ? inner : from;
  return begins ? block(reader, column(reader)) : valueAfter(reader, indent, 'dash');
}

/** What stands behind a key or a dash, or in the lines below. @param outer column of the key or dash */
function valueAfter(reader: Reader, outer: number, behind: 'key' | 'dash'): unknown {
  if (take(reader, LINE_END) !== null) return below(reader, outer, behind);
  take(reader, SPACES);
  const value = /[[{]/.test(next(reader)) ? flow(reader, outer) : scalar(reader, BLOCK_PLAIN);
  if (take(reader, LINE_END) === null) notPlain();
  return value;
}

function below(reader: Reader, outer: number, behind: 'key' | 'dash'): unknown {
  const from = reader.at;
  const indent = nextLine(reader);
  // the dashes of a list may stand right below its key
  const list = behind === 'key' && indent === outer && next(reader) === '-';
  if (indent > outer || list) return block(reader, indent);
  reader.at = from;
  return null;
}
