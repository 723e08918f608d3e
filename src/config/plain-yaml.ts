// The plain part of YAML, some twenty times faster than a parser of all of it: blocks, flow collections, and scalars on
// one line. Never guesses: of a text with anything else in it, also a mistake, it says nothing, and the slow way is taken.

/** What the text holds, or undefined when it is not plain. @see https://yaml.org/spec/1.2.2/ */
export function readPlainYaml(text: string): unknown {
  // tabs, carriage returns and the like have rules of their own
  if (/[^\n\P{Cc}]|\uFEFF/u.test(text)) return undefined;
  const reader = createReader(text);
  try {
    return reader.whole();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

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

function createReader(text: string) {
  let at = 0;
  let level = 0;

  /** What the pattern takes from here on, or null. */
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) return null;
    at += found.length;
    return found;
  };
  const column = (): number => at - text.lastIndexOf('\n', at - 1) - 1;
  const endLine = (): void => void (take(LINE_END) ?? notPlain());
  /** Goes to the next text, which must begin a line; its column, or -1 at the end. */
  const nextLine = (): number => {
    take(GAP);
    return at === text.length ? -1 : column();
  };

  const scalar = (plain: RegExp): unknown => {
    const double = take(DOUBLE);
    if (double !== null) return double.includes('\\') ? JSON.parse(double) : double.slice(1, -1);
    const single = take(SINGLE);
    if (single !== null) return single.slice(1, -1).replaceAll("''", "'");
    const taken = take(plain) ?? notPlain();
    const value = taken.replace(/ +$/, '');
    at -= taken.length - value.length;
    return plainValue(value);
  };

  /** A key and its colon; null, and nothing taken, when there is none here. */
  const key = (plain: RegExp): string | null => {
    const from = at;
    const found = scalar(plain);
    take(SPACES);
    const most = plain === BLOCK_PLAIN ? KEY_CHARS : Number.POSITIVE_INFINITY;
    if (take(COLON) !== null && at - from < most && found !== null) return String(found);
    at = from;
    return null;
  };

  const put = (map: Record<string, unknown>, name: string, value: unknown): void => {
    if (name in map || name === '<<') notPlain();
    map[name] = value;
  };

  const deeper = <T>(read: () => T): T => {
    if (++level > LEVELS) notPlain();
    const value = read();
    level--;
    return value;
  };

  /** In a flow collection every line must be further right than the block around it. */
  const flowGap = (outer: number): void => {
    if (take(FLOW_GAP)?.includes('\n') && column() <= outer) notPlain();
  };
  const flow = (outer: number): unknown => {
    if (text[at] === '[') return deeper(() => flowList(outer));
    if (text[at] === '{') return deeper(() => flowMap(outer));
    return scalar(FLOW_PLAIN);
  };
  const flowList = (outer: number): unknown[] => {
    const found: unknown[] = [];
    flowEntries(outer, ']', () => found.push(flow(outer)));
    return found;
  };
  const flowMap = (outer: number): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    flowEntries(outer, '}', () => {
      const name = key(FLOW_PLAIN) ?? notPlain();
      flowGap(outer);
      put(found, name, flow(outer));
    });
    return found;
  };
  const flowEntries = (outer: number, close: string, entry: () => void): void => {
    at++;
    flowGap(outer);
    while (text[at] !== close) {
      entry();
      flowGap(outer);
      if (text[at] === ',') at++;
      else if (text[at] !== close) notPlain();
      flowGap(outer);
    }
    at++;
  };

  const block = (indent: number): unknown =>
    deeper(() => (text[at] === '-' ? blockList(indent) : blockMap(indent)));
  const blockMap = (indent: number): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    for (let there = indent; there === indent && text[at] !== '-'; there = nextLine())
      put(found, key(BLOCK_PLAIN) ?? notPlain(), valueAfter(indent, 'key'));
    return found;
  };
  const blockList = (indent: number): unknown[] => {
    const found: unknown[] = [];
    for (let there = indent; there === indent && take(DASH) !== null; there = nextLine())
      found.push(blockEntry(indent));
    return found;
  };
  /** Another block may begin on the line of its dash. */
  const blockEntry = (indent: number): unknown => {
    const from = at;
    take(SPACES);
    const inner = at;
    const begins = take(DASH) !== null || (/[^[{\n#]/.test(text[at] ?? '\n') && key(BLOCK_PLAIN) !== null);
    at = begins ? inner : from;
    return begins ? block(column()) : valueAfter(indent, 'dash');
  };
  /** What stands behind a key or a dash, or in the lines below. @param outer column of the key or dash */
  const valueAfter = (outer: number, behind: 'key' | 'dash'): unknown => {
    if (take(LINE_END) !== null) return below(outer, behind);
    take(SPACES);
    const value = text[at] === '[' || text[at] === '{' ? flow(outer) : scalar(BLOCK_PLAIN);
    endLine();
    return value;
  };
  const below = (outer: number, behind: 'key' | 'dash'): unknown => {
    const from = at;
    const indent = nextLine();
    // the dashes of a list may stand right below its key
    if (indent > outer || (behind === 'key' && indent === outer && text[at] === '-')) return block(indent);
    at = from;
    return null;
  };

  return {
    whole(): unknown {
      const value = nextLine() < 0 ? notPlain() : block(column());
      return at === text.length ? value : notPlain();
    },
  };
}
