// Why a program is true: the stretches of the article to show, and the truth of each leaf.
// Negated parts give no stretch; of OR only the true branches do.
import { type Article, standsAt } from './article.ts';
import { amongFirst, find } from './find.ts';
import { firstOf, lastOf, type Machine, STRETCH, wind } from './machine.ts';
import { eachNear } from './near.ts';
import {
  AND,
  ATLEAST,
  CMP,
  childrenAt,
  double,
  FIRST,
  largeOf,
  META_TERM,
  NEAR,
  NOT,
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

/** The stretches to show, sorted, each once. The node must hold. */
export function shown(machine: Machine, at: number): number[] {
  const into = new Set<number>();
  gather(machine, at, into);
  return [...into].sort((a, b) => a - b);
}

function gather(machine: Machine, at: number, into: Set<number>): void {
  const { code } = machine;
  const header = code[at] as number;
  switch (opOf(header)) {
    case AND:
    case OR:
      for (const child of childrenAt(code, at)) if (holds(machine, child)) gather(machine, child, into);
      return;
    case NOT:
    case META_TERM:
    case CMP:
      return;
    case SCORE:
      for (const child of childrenAt(code, at)) {
        const weight = double(code[child - 2] as number, code[child - 1] as number);
        if (weight > 0) gather(machine, child, into);
      }
      return;
    case ATLEAST:
      take(machine, at + 2, found(machine, at + 2), into);
      return;
    case FIRST: {
      const early = found(machine, at + 2).filter((each) => amongFirst(machine, each, largeOf(header)));
      take(machine, at + 2, early, into);
      return;
    }
    case TERM:
    case PHRASE: {
      const { from, to } = find(machine, at);
      for (let each = from; each < to; each++) into.add(machine.stretches[each] as number);
      machine.top = from;
      return;
    }
    default:
      take(machine, at, found(machine, at), into);
  }
}

/** All stretches of a node, off the stack. */
function found(machine: Machine, at: number): number[] {
  const { from, to } = find(machine, at);
  machine.top = from;
  return Array.from(machine.stretches.subarray(from, to));
}

/** Breaks the wanted stretches of a node down to the words and phrases that make them. */
function take(machine: Machine, at: number, wanted: number[], into: Set<number>): void {
  const { code } = machine;
  switch (opOf(code[at] as number)) {
    case OR:
      for (const child of childrenAt(code, at)) {
        const own = new Set(found(machine, child));
        take(
          machine,
          child,
          wanted.filter((each) => own.has(each)),
          into,
        );
      }
      return;
    case NEAR:
      takeNear(machine, at, new Set(wanted), into);
      return;
    case WINDOW:
      for (const each of wanted) takeWindow(machine, at, each, into);
      return;
    default:
      for (const each of wanted) into.add(each);
  }
}

/** The operands of those pairs that make a wanted stretch. */
function takeNear(machine: Machine, at: number, wanted: Set<number>, into: Set<number>): void {
  if (wanted.size === 0) return;
  const [leftAt, rightAt] = childrenAt(machine.code, at);
  if (leftAt === undefined || rightAt === undefined) return;
  const left = find(machine, leftAt);
  const right = find(machine, rightAt);
  const lefts = new Set<number>();
  const rights = new Set<number>();
  eachNear(machine, machine.code[at] as number, left, right, (one, two) => {
    const [before, behind] = one < two ? [one, two] : [two, one];
    if (wanted.has(firstOf(before) * STRETCH + lastOf(behind))) {
      lefts.add(one);
      rights.add(two);
    }
    return machine.steps < 0;
  });
  machine.top = left.from;
  take(machine, leftAt, [...lefts], into);
  take(machine, rightAt, [...rights], into);
}

/** Every word inside the window that is one of its words. */
function takeWindow(machine: Machine, at: number, window: number, into: Set<number>): void {
  const { from, count } = termsAt(machine.code, at);
  for (let position = firstOf(window); position <= lastOf(window); position++) {
    for (let index = 0; index < count; index++) {
      if (!standsAt(machine.article, machine.code[from + index] as number, position)) continue;
      into.add(position * STRETCH + position);
      break;
    }
  }
}

/** Where a stretch stands in the article as given. */
export function placeOf(
  article: Article,
  stretch: number,
): { field: 'title' | 'body'; start: number; end: number } {
  const first = firstOf(stretch);
  return {
    field: first < article.titleEnd ? 'title' : 'body',
    start: article.starts[first] as number,
    end: article.ends[lastOf(stretch)] as number,
  };
}

/** Leaves in the order of the code: place in the query text, and truth by itself. */
export function leavesAt(machine: Machine, at: number): { start: number; end: number; true: boolean }[] {
  const { code } = machine;
  if (opOf(code[at] as number) >= AND)
    return childrenAt(code, at).flatMap((child) => leavesAt(machine, child));
  const place = code[at + 1] as number;
  wind(machine);
  return [{ start: sourceStart(place), end: sourceEnd(place), true: holds(machine, at) }];
}
