// All stretches where a part of a query occurs, sorted, each once. Needed only inside NEAR, ATLEAST, FIRST and explain.
import { slotFor } from './article.ts';
import {
  firstOf,
  lastOf,
  type Machine,
  pushStretch,
  scopeEnd,
  scopeStart,
  settleStretches,
} from './machine.ts';
import { eachNear, type Range } from './near.ts';
import { eachPhrase } from './phrase.ts';
import { childrenAt, largeOf, NEAR, OR, opOf, PHRASE, smallOf, TERM, WINDOW } from './program.ts';
import { eachWindow } from './window.ts';

/**
 * Puts the stretches of the node on the stack; the caller takes them off by resetting `top` to `from`.
 * Words and phrases stop at `most`.
 */
export function find(machine: Machine, at: number, most = Number.POSITIVE_INFINITY): Range {
  const from = machine.top;
  const header = machine.code[at] as number;
  switch (opOf(header)) {
    case TERM:
      findTerm(machine, at, most);
      break;
    case PHRASE: {
      const span = largeOf(header) - 1;
      eachPhrase(machine, at, (first) => {
        pushStretch(machine, first, first + span);
        return machine.steps < 0 || machine.top - from >= most;
      });
      break;
    }
    case WINDOW:
      eachWindow(machine, at, (first, last) => {
        pushStretch(machine, first, last);
        return machine.steps < 0;
      });
      break;
    case OR:
      for (const child of childrenAt(machine.code, at)) find(machine, child);
      settleStretches(machine, from, from);
      break;
    case NEAR:
      findNear(machine, at);
      break;
    default:
      throw new Error('only things with a place in the text can be found');
  }
  return { from, to: machine.top };
}

function findTerm(machine: Machine, at: number, most: number): void {
  const { code, article } = machine;
  const slot = slotFor(article, code[at + 2] as number);
  if (slot < 0) return;
  const scope = smallOf(code[at] as number);
  const from = scopeStart(article, slot, scope);
  const end = Math.min(scopeEnd(article, slot, scope), from + most);
  for (let each = from; each < end; each++) {
    const position = article.positions[each] as number;
    pushStretch(machine, position, position);
  }
}

function findNear(machine: Machine, at: number): void {
  const from = machine.top;
  const [leftAt, rightAt] = childrenAt(machine.code, at);
  if (leftAt === undefined || rightAt === undefined) return;
  const left = find(machine, leftAt);
  const right = left.to > left.from ? find(machine, rightAt) : left;
  joinNear(machine, machine.code[at] as number, left, right, from);
}

/** Puts the stretches from the first to the last word of each near pair on the stack, from `to` on. */
export function joinNear(machine: Machine, header: number, left: Range, right: Range, to: number): Range {
  const results = machine.top;
  if (left.to > left.from && right.to > right.from) {
    eachNear(machine, header, left, right, (one, two) => {
      const [before, behind] = one < two ? [one, two] : [two, one];
      pushStretch(machine, firstOf(before), lastOf(behind));
      return machine.steps < 0;
    });
  }
  settleStretches(machine, results, to);
  return { from: to, to: machine.top };
}

/** Whether the last word of a stretch is among the first `count` words of its field. */
export function amongFirst(machine: Machine, stretch: number, count: number): boolean {
  const { article } = machine;
  const last = lastOf(stretch);
  return (last < article.titleEnd ? last : last - article.bodyStart) < count;
}
