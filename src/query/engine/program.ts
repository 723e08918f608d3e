// The compiled form of a query: prefix code in 32-bit integers. Read by the planner, the runner and explain.
//
//   head = op | small << 4 | large << 8          src = start | end << 15 (offsets into the query text)
//
//   TERM     head(scope)            src  term
//   META     head                   src  term
//   PHRASE   head(scope, n)         src  term × n
//   WINDOW   head(scope, n)         src  others  term × n
//   CMP      head(op, field)        src  value (two halves of a double)
//   AND OR   head(-, n)             size child × n       positive children first
//   NOT      head                   size child
//   NEAR     head(ordered | unit << 1, distance)  size left right
//   ATLEAST  head(-, count)         size child
//   FIRST    head(-, count)         size child
//   SCORE    head(strict, n)        size threshold (2)  [weight (2) child] × n

export const TERM = 0;
export const META_TERM = 1;
export const PHRASE = 2;
export const WINDOW = 3;
export const CMP = 4;
export const AND = 5;
export const OR = 6;
export const NOT = 7;
export const NEAR = 8;
export const ATLEAST = 9;
export const FIRST = 10;
export const SCORE = 11;

/** scopes */
export const IN_TEXT = 0;
export const IN_TITLE = 1;
export const IN_BODY = 2;

/** units of NEAR */
export const WORDS = 0;
export const SENTENCE = 1;

/** comparisons and their fields, in the order of their numbers */
export const CMP_OPS = ['>=', '<=', '>', '<', '='] as const;
export const CMP_NAMES = ['length', 'score', 'published'] as const;

export const head = (op: number, small = 0, large = 0): number => op | (small << 4) | (large << 8);
export const opOf = (value: number): number => value & 15;
export const smallOf = (value: number): number => (value >> 4) & 15;
export const largeOf = (value: number): number => value >>> 8;

/** Places fit: a query has at most 20,000 characters. */
export const source = (start: number, end: number): number => start | (end << 15);
export const sourceStart = (value: number): number => value & 0x7fff;
export const sourceEnd = (value: number): number => value >>> 15;

const twoInts = new Int32Array(2);
const oneDouble = new Float64Array(twoInts.buffer);

export function halves(value: number): [number, number] {
  oneDouble[0] = value;
  return [twoInts[0] as number, twoInts[1] as number];
}

export function double(low: number, high: number): number {
  twoInts[0] = low;
  twoInts[1] = high;
  return oneDouble[0] as number;
}

/** How many integers the node at `at` takes. */
export function sizeAt(code: Int32Array, at: number): number {
  const first = code[at] as number;
  switch (opOf(first)) {
    case TERM:
    case META_TERM:
      return 3;
    case PHRASE:
      return 2 + largeOf(first);
    case WINDOW:
      return 3 + largeOf(first);
    case CMP:
      return 4;
    default:
      return code[at + 1] as number;
  }
}

export function childCount(header: number): number {
  const op = opOf(header);
  if (op === AND || op === OR || op === SCORE) return largeOf(header);
  return op === NEAR ? 2 : op < AND ? 0 : 1;
}

/** Where the first child of a composite node starts. */
export const firstChild = (op: number, at: number): number => at + (op === SCORE ? 6 : 2);

/** Where the child behind this one starts, when there is one. */
export const nextChild = (code: Int32Array, op: number, child: number): number =>
  child + sizeAt(code, child) + (op === SCORE ? 2 : 0);

/** Where the children of a composite node start. */
export function childrenAt(code: Int32Array, at: number): number[] {
  const op = opOf(code[at] as number);
  const starts: number[] = [];
  let child = firstChild(op, at);
  for (let left = childCount(code[at] as number); left > 0; left--) {
    starts.push(child);
    child = nextChild(code, op, child);
  }
  return starts;
}

/** Where the terms of a leaf start, and how many there are. */
export function termsAt(code: Int32Array, at: number): { from: number; count: number } {
  const first = code[at] as number;
  const op = opOf(first);
  if (op === TERM || op === META_TERM) return { from: at + 2, count: 1 };
  if (op === PHRASE) return { from: at + 2, count: largeOf(first) };
  return op === WINDOW ? { from: at + 3, count: largeOf(first) } : { from: at, count: 0 };
}
