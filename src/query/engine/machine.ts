// What a running program works with: the code, the article, scratch space for stretches of text, and a step budget.
// A program that runs out of steps is "not evaluated", which is not "no match".
import { QUERY_LIMITS } from '../limits.ts';
import type { Article } from './article.ts';
import { slotFor } from './article.ts';
import { IN_BODY, IN_TITLE } from './program.ts';

export type Machine = {
  code: Int32Array;
  article: Article;
  /** stack of stretches, each first * STRETCH + last: sorting numbers sorts stretches */
  stretches: Float64Array;
  top: number;
  /** steps left; below zero the answer means nothing */
  steps: number;
};

/** Larger than any position; first and last together stay exact in a double. */
export const STRETCH = 2 ** 26;

export const firstOf = (stretch: number): number => Math.floor(stretch / STRETCH);
export const lastOf = (stretch: number): number => stretch % STRETCH;

export function createMachine(article: Article): Machine {
  return { code: new Int32Array(0), article, stretches: new Float64Array(256), top: 0, steps: 0 };
}

/** Gives the next program its steps and an empty stack. */
export function wind(machine: Machine): void {
  machine.steps = QUERY_LIMITS.steps + QUERY_LIMITS.stepsPerWord * machine.article.size;
  machine.top = 0;
}

export function pushStretch(machine: Machine, first: number, last: number): void {
  if (machine.top === machine.stretches.length) {
    const wider = new Float64Array(machine.top * 2);
    wider.set(machine.stretches);
    machine.stretches = wider;
  }
  machine.stretches[machine.top++] = first * STRETCH + last;
  machine.steps--;
}

/** Sorts the stretches from `from` to the top, each once, and moves them down to `to`. */
export function settleStretches(machine: Machine, from: number, to: number): void {
  const { stretches } = machine;
  stretches.subarray(from, machine.top).sort();
  let kept = to;
  for (let at = from; at < machine.top; at++) {
    const stretch = stretches[at] as number;
    if (kept === to || stretches[kept - 1] !== stretch) stretches[kept++] = stretch;
  }
  machine.top = kept;
}

/** Whether a position lies in a scope. */
export function inScope(article: Article, scope: number, position: number): boolean {
  if (scope === IN_TITLE) return position < article.titleEnd;
  return scope !== IN_BODY || position >= article.bodyStart;
}

/** Where in `positions` a term's occurrences within a scope start; equal to `scopeEnd` when there are none. */
export function scopeStart(article: Article, slot: number, scope: number): number {
  const from = article.slotFrom[slot] as number;
  return scope === IN_BODY ? firstAt(article, from, article.slotTo[slot] as number, article.bodyStart) : from;
}

export function scopeEnd(article: Article, slot: number, scope: number): number {
  const to = article.slotTo[slot] as number;
  return scope === IN_TITLE ? firstAt(article, article.slotFrom[slot] as number, to, article.bodyStart) : to;
}

/** First index in from..to whose position is not below the given one. */
function firstAt(article: Article, from: number, to: number, position: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((article.positions[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How often a term occurs in a scope. */
export function countIn(article: Article, term: number, scope: number): number {
  const slot = slotFor(article, term);
  return slot < 0 ? 0 : scopeEnd(article, slot, scope) - scopeStart(article, slot, scope);
}
