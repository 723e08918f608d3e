// Why a program is true: the stretches of the article to show, and the truth of each leaf.
// Negated parts give no stretch; of OR only the true branches do.
import type { Span } from '../doc.ts';
import { QUERY_LIMITS } from '../limits.ts';
import { type Article, standsAt } from './article.ts';
import { amongFirst, find, joinNear } from './find.ts';
import { firstOf, lastOf, type Machine, STRETCH, wind } from './machine.ts';
import { eachNear } from './near.ts';
import {
  AND,
  ATLEAST,
  CMP,
  childCount,
  double,
  FIRST,
  firstChild,
  largeOf,
  META_TERM,
  NEAR,
  NOT,
  nextChild,
  OR,
  opOf,
  PHRASE,
  SCORE,
  sourceEnd,
  sourceStart,
  TERM,
  termsAt,
  WINDOW,
} from './program.ts';
import { holds } from './run.ts';
import { eachWindow } from './window.ts';

/** One part of a query that is true or false by itself; places are UTF-16 offsets into the query text. */
export type Leaf = { start: number; end: number; text: string; true: boolean };

/** The first stretches to show, sorted, each once. The node must hold. */
export function spansOf(machine: Machine, at: number): Span[] {
  const found: number[] = [];
  gather(machine, at, found);
  return firstOnes(found).map((stretch) => placeOf(machine.article, stretch));
}

function gather(machine: Machine, at: number, into: number[]): void {
  const { code } = machine;
  const header = code[at] as number;
  const op = opOf(header);
  switch (op) {
    case NOT:
    case META_TERM:
    case CMP:
      return;
    case AND:
    case OR:
    case SCORE: {
      let child = firstChild(op, at);
      for (let left = largeOf(header); left > 0; left--) {
        const shows = op !== SCORE || double(code[child - 2] as number, code[child - 1] as number) > 0;
        if (shows && (isPlain(code[child] as number) || holds(machine, child))) gather(machine, child, into);
        child = nextChild(code, op, child);
      }
      return;
    }
    case ATLEAST:
      take(machine, at + 2, null, into);
      return;
    case FIRST: {
      const { from, to } = find(machine, at + 2);
      const early = machine.stretches
        .slice(from, to)
        .filter((each) => amongFirst(machine, each, largeOf(header)));
      machine.top = from;
      take(machine, at + 2, new Set(early), into);
      return;
    }
    default:
      take(machine, at, null, into);
  }
}

/** What gives no stretch when it is false, and need not be asked before. */
const isPlain = (header: number): boolean => opOf(header) === TERM || opOf(header) === PHRASE;

/** Breaks the stretches of a node, or the wanted ones of them, down to the words and phrases that make them. */
function take(machine: Machine, at: number, wanted: Set<number> | null, into: number[]): void {
  const { code } = machine;
  const header = code[at] as number;
  switch (opOf(header)) {
    case TERM:
    case PHRASE:
      takePlain(machine, at, wanted, into);
      return;
    case OR: {
      let child = firstChild(OR, at);
      for (let left = largeOf(header); left > 0; left--) {
        take(machine, child, wanted, into);
        child = nextChild(code, OR, child);
      }
      return;
    }
    case NEAR:
      takeNear(machine, at, wanted, into);
      return;
    case WINDOW:
      eachWindow(machine, at, (first, last) => {
        if (!wanted || wanted.has(first * STRETCH + last)) takeWindow(machine, at, first, last, into);
        return machine.steps < 0;
      });
      return;
    default:
      throw new Error('only things with a place in the text can be shown');
  }
}

/** Of each word and phrase only the first ones can be among the first of all. */
function takePlain(machine: Machine, at: number, wanted: Set<number> | null, into: number[]): void {
  const { from, to } = find(machine, at, wanted ? Number.POSITIVE_INFINITY : QUERY_LIMITS.spans);
  for (let each = from; each < to; each++) {
    const stretch = machine.stretches[each] as number;
    if (!wanted || wanted.has(stretch)) into.push(stretch);
  }
  machine.top = from;
}

/** The operands of those pairs that make a wanted stretch. A chain leans to the left: each of its NEARs is found once. */
function takeNear(machine: Machine, at: number, wanted: Set<number> | null, into: number[]): void {
  const { code } = machine;
  const base = machine.top;
  const chain: number[] = [];
  let bottom = at;
  for (; opOf(code[bottom] as number) === NEAR; bottom = firstChild(NEAR, bottom)) chain.push(bottom);
  let left = find(machine, bottom);
  const levels = chain.reverse().map((near) => {
    const rightAt = nextChild(code, NEAR, firstChild(NEAR, near));
    const level = { header: code[near] as number, left, rightAt, right: find(machine, rightAt) };
    if (near !== at) left = joinNear(machine, level.header, left, level.right, machine.top);
    return level;
  });
  let asked = wanted;
  for (const level of levels.reverse()) {
    const lefts = new Set<number>();
    const rights = new Set<number>();
    eachNear(machine, level.header, level.left, level.right, (one, two) => {
      const [before, behind] = one < two ? [one, two] : [two, one];
      if (!asked || asked.has(firstOf(before) * STRETCH + lastOf(behind))) {
        lefts.add(one);
        rights.add(two);
      }
      return machine.steps < 0;
    });
    takeOperand(machine, level.rightAt, rights, into);
    asked = lefts;
  }
  takeOperand(machine, bottom, asked ?? new Set(), into);
  machine.top = base;
}

function takeOperand(machine: Machine, at: number, wanted: Set<number>, into: number[]): void {
  if (isPlain(machine.code[at] as number)) for (const each of wanted) into.push(each);
  else if (wanted.size > 0) take(machine, at, wanted, into);
}

/** Every word inside the window that is one of its words. */
function takeWindow(machine: Machine, at: number, first: number, last: number, into: number[]): void {
  const { from, count } = termsAt(machine.code, at);
  machine.steps -= last - first;
  for (let position = first; position <= last; position++) {
    for (let index = 0; index < count; index++) {
      if (!standsAt(machine.article, machine.code[from + index] as number, position)) continue;
      into.push(position * STRETCH + position);
      break;
    }
  }
}

/** Sorted, each once, no more than are kept. */
function firstOnes(found: number[]): number[] {
  // one word's or phrase's stretches come in order
  if (!ascends(found)) found.sort((a, b) => a - b);
  let kept = 0;
  for (let at = 0; at < found.length && kept < QUERY_LIMITS.spans; at++) {
    if (kept === 0 || found[kept - 1] !== found[at]) found[kept++] = found[at] as number;
  }
  found.length = kept;
  return found;
}

function ascends(numbers: readonly number[]): boolean {
  for (let at = 1; at < numbers.length; at++)
    if ((numbers[at] as number) <= (numbers[at - 1] as number)) return false;
  return true;
}

/** Where a stretch stands in the article as given. */
function placeOf(article: Article, stretch: number): Span {
  const first = firstOf(stretch);
  return {
    field: first < article.titleEnd ? 'title' : 'body',
    start: article.starts[first] as number,
    end: article.ends[lastOf(stretch)] as number,
  };
}

/** Leaves in the order of the query, each with its truth by itself; `texts` are theirs in the order of the code. */
export function leavesOf(machine: Machine, at: number, texts: readonly string[]): Leaf[] {
  const leaves: Leaf[] = [];
  addLeaves(machine, at, texts, leaves);
  // only NOT is moved by compiling
  const moved = leaves.some((leaf, index) => index > 0 && leaf.start < (leaves[index - 1] as Leaf).start);
  return moved ? leaves.sort((a, b) => a.start - b.start) : leaves;
}

function addLeaves(machine: Machine, at: number, texts: readonly string[], into: Leaf[]): void {
  const { code } = machine;
  const op = opOf(code[at] as number);
  if (op < AND) {
    const place = code[at + 1] as number;
    wind(machine);
    const text = texts[into.length] ?? '';
    into.push({ start: sourceStart(place), end: sourceEnd(place), text, true: holds(machine, at) });
    return;
  }
  let child = firstChild(op, at);
  for (let left = childCount(code[at] as number); left > 0; left--) {
    addLeaves(machine, child, texts, into);
    child = nextChild(code, op, child);
  }
}
