// Whether a program is true of the article at hand. Answers yes or no; explain says why.
import { type Article, slotFor } from './article.ts';
import { amongFirst, find } from './find.ts';
import { countIn, inScope, type Machine, scopeEnd, scopeStart } from './machine.ts';
import { eachNear, termsNear } from './near.ts';
import { eachPhrase } from './phrase.ts';
import {
  AND,
  ATLEAST,
  CMP,
  double,
  FIRST,
  IN_TEXT,
  IN_TITLE,
  largeOf,
  META_TERM,
  NEAR,
  NOT,
  OR,
  opOf,
  PHRASE,
  SCORE,
  sizeAt,
  smallOf,
  TERM,
  WINDOW,
} from './program.ts';
import { eachWindow } from './window.ts';

const once = (): boolean => true;

/** Truth of the node at `at`. Meaningless once `machine.steps` is below zero. */
export function holds(machine: Machine, at: number): boolean {
  const { code } = machine;
  const header = code[at] as number;
  machine.steps--;
  switch (opOf(header)) {
    case TERM:
      return occursIn(machine.article, code[at + 2] as number, smallOf(header));
    case META_TERM:
      return slotFor(machine.article, code[at + 2] as number) >= 0;
    case PHRASE:
      return eachPhrase(machine, at, once);
    case WINDOW:
      return eachWindow(machine, at, once);
    case CMP:
      return compares(machine, at);
    case AND:
      return every(machine, at);
    case OR:
      return some(machine, at);
    case NOT:
      return !holds(machine, at + 2);
    case NEAR:
      return holdsNear(machine, at);
    case ATLEAST:
      return holdsOften(machine, at);
    case FIRST:
      return holdsEarly(machine, at);
    case SCORE:
      return reaches(machine, at);
    default:
      throw new Error('unknown operation');
  }
}

function occursIn(article: Article, term: number, scope: number): boolean {
  const slot = slotFor(article, term);
  if (slot < 0 || scope === IN_TEXT) return slot >= 0;
  const edge = scope === IN_TITLE ? (article.slotFrom[slot] as number) : (article.slotTo[slot] as number) - 1;
  return inScope(article, scope, article.positions[edge] as number);
}

function every(machine: Machine, at: number): boolean {
  let child = at + 2;
  for (let left = largeOf(machine.code[at] as number); left > 0; left--) {
    if (!holds(machine, child)) return false;
    child += sizeAt(machine.code, child);
  }
  return true;
}

function some(machine: Machine, at: number): boolean {
  let child = at + 2;
  for (let left = largeOf(machine.code[at] as number); left > 0; left--) {
    if (holds(machine, child)) return true;
    child += sizeAt(machine.code, child);
  }
  return false;
}

function holdsNear(machine: Machine, at: number): boolean {
  const { code, article } = machine;
  const header = code[at] as number;
  const leftAt = at + 2;
  const rightAt = leftAt + sizeAt(code, leftAt);
  const [leftHead, rightHead] = [code[leftAt] as number, code[rightAt] as number];
  if (opOf(leftHead) === TERM && opOf(rightHead) === TERM) {
    const left = slotFor(article, code[leftAt + 2] as number);
    const right = slotFor(article, code[rightAt + 2] as number);
    if (left < 0 || right < 0) return false;
    const scope = smallOf(leftHead);
    return termsNear(
      machine,
      header,
      { from: scopeStart(article, left, scope), to: scopeEnd(article, left, scope) },
      { from: scopeStart(article, right, scope), to: scopeEnd(article, right, scope) },
    );
  }
  const top = machine.top;
  const left = find(machine, leftAt);
  const right = left.to > left.from ? find(machine, rightAt) : left;
  const near = right !== left && eachNear(machine, header, left, right, once);
  machine.top = top;
  return near;
}

function holdsOften(machine: Machine, at: number): boolean {
  const { code } = machine;
  const wanted = largeOf(code[at] as number);
  const child = code[at + 2] as number;
  if (opOf(child) === TERM) return countIn(machine.article, code[at + 4] as number, smallOf(child)) >= wanted;
  const found = find(machine, at + 2);
  machine.top = found.from;
  return found.to - found.from >= wanted;
}

function holdsEarly(machine: Machine, at: number): boolean {
  const count = largeOf(machine.code[at] as number);
  const { from, to } = find(machine, at + 2);
  machine.top = from;
  for (let each = from; each < to; each++) {
    if (amongFirst(machine, machine.stretches[each] as number, count)) return true;
  }
  return false;
}

/** Adds up in the order of the query, as the reference does: doubles are not associative. */
function reaches(machine: Machine, at: number): boolean {
  const { code } = machine;
  const header = code[at] as number;
  const threshold = double(code[at + 2] as number, code[at + 3] as number);
  let sum = 0;
  let item = at + 4;
  for (let left = largeOf(header); left > 0; left--) {
    if (holds(machine, item + 2)) sum += double(code[item] as number, code[item + 1] as number);
    item += 2 + sizeAt(code, item + 2);
  }
  return smallOf(header) === 1 ? sum > threshold : sum >= threshold;
}

function compares(machine: Machine, at: number): boolean {
  const { code, article } = machine;
  const header = code[at] as number;
  const wanted = double(code[at + 2] as number, code[at + 3] as number);
  const field = largeOf(header);
  // an absent value is not a number, so every comparison is false
  const value = field === 0 ? article.length : field === 1 ? article.score : article.published;
  switch (smallOf(header)) {
    case 0:
      return value >= wanted;
    case 1:
      return value <= wanted;
    case 2:
      return value > wanted;
    case 3:
      return value < wanted;
    default:
      return value === wanted;
  }
}
