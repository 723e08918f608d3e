// Which keys a program is looked up by: at least one of them must be in the article before the program is touched.
// Works on the program, so that compaction can plan again without the query text.
import { pairCost } from './cost.ts';
import { type Dictionary, IS_WORD } from './dictionary.ts';
import {
  AND,
  ATLEAST,
  CMP,
  childrenAt,
  double,
  FIRST,
  IN_TEXT,
  META_TERM,
  NEAR,
  NOT,
  OR,
  opOf,
  PHRASE,
  SCORE,
  smallOf,
  TERM,
  termsAt,
  WINDOW,
} from './program.ts';

/** A posting's guard when there is none, and when the key alone proves the match. */
export const NO_GUARD = -1;
export const PROVED = -2;

/** `second` is -1 for a key of one term. `guard` is a further term the article must hold, or one of the above. */
export type Key = { first: number; second: number; guard: number };

/** Keys, their cost together, and a term that must be present whichever key fired (-1 when there is none). */
type Plan = { keys: Key[]; cost: number; needs: number; needsCost: number };

/** The keys of a program. */
export function keysOf(code: Int32Array, at: number, dictionary: Dictionary): Key[] {
  return plan(code, at, dictionary)?.keys ?? [];
}

/** Null when the node can be true of an article that holds none of its terms. */
function plan(code: Int32Array, at: number, dictionary: Dictionary): Plan | null {
  const first = code[at] as number;
  const op = opOf(first);
  switch (op) {
    case TERM:
    case META_TERM: {
      const proves = op === META_TERM || smallOf(first) === IN_TEXT;
      return planTerm(code[at + 2] as number, proves, dictionary);
    }
    case PHRASE:
      return planPhrase(code, at, smallOf(first) === IN_TEXT, dictionary);
    case WINDOW:
      return planWindow(code, at, dictionary);
    case NOT:
    case CMP:
      return null;
    case OR:
      return planOr(childrenAt(code, at).map((child) => plan(code, child, dictionary)));
    case SCORE:
      if (reachedByNothing(code, at)) return null;
      return planOr(scoring(code, at).map((child) => unproved(plan(code, child, dictionary))));
    case AND:
    case NEAR:
      return planAnd(childrenAt(code, at).map((child) => plan(code, child, dictionary)));
    case ATLEAST:
    case FIRST:
      return unproved(plan(code, at + 2, dictionary));
    default:
      throw new Error(`unknown operation ${op}`);
  }
}

const costOf = (dictionary: Dictionary, term: number): number => dictionary.cost.data[term] as number;

function planTerm(term: number, proves: boolean, dictionary: Dictionary): Plan {
  const cost = costOf(dictionary, term);
  return {
    keys: [{ first: term, second: -1, guard: proves ? PROVED : NO_GUARD }],
    cost,
    needs: term,
    needsCost: cost,
  };
}

function planPhrase(code: Int32Array, at: number, anywhere: boolean, dictionary: Dictionary): Plan {
  const { from, count } = termsAt(code, at);
  let best = -1;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let index = 0; index + 1 < count; index++) {
    const [left, right] = [code[from + index] as number, code[from + index + 1] as number];
    if (!isWord(dictionary, left) || !isWord(dictionary, right)) continue;
    const cost = pairCost(costOf(dictionary, left), costOf(dictionary, right));
    if (cost < bestCost) [best, bestCost] = [index, cost];
  }
  if (best < 0) return planWindow(code, at, dictionary);
  const first = code[from + best] as number;
  const second = code[from + best + 1] as number;
  const others = rarest(code, from, count, dictionary, (index) => index !== best && index !== best + 1);
  const guard = count === 2 ? (anywhere ? PROVED : NO_GUARD) : others;
  const needs = costOf(dictionary, first) < costOf(dictionary, second) ? first : second;
  return { keys: [{ first, second, guard }], cost: bestCost, needs, needsCost: costOf(dictionary, needs) };
}

const isWord = (dictionary: Dictionary, term: number): boolean =>
  ((dictionary.flags.data[term] as number) & IS_WORD) !== 0;

/** By its rarest term, guarded by the next. */
function planWindow(code: Int32Array, at: number, dictionary: Dictionary): Plan {
  const { from, count } = termsAt(code, at);
  const key = rarest(code, from, count, dictionary, () => true);
  const guard = rarest(code, from, count, dictionary, (index) => code[from + index] !== key);
  const cost = costOf(dictionary, key);
  return { keys: [{ first: key, second: -1, guard }], cost, needs: key, needsCost: cost };
}

function rarest(
  code: Int32Array,
  from: number,
  count: number,
  dictionary: Dictionary,
  allowed: (index: number) => boolean,
): number {
  let best = NO_GUARD;
  for (let index = 0; index < count; index++) {
    if (!allowed(index)) continue;
    const term = code[from + index] as number;
    if (best < 0 || costOf(dictionary, term) < costOf(dictionary, best)) best = term;
  }
  return best;
}

/** All alternatives together; each key keeps what it proves. */
function planOr(parts: (Plan | null)[]): Plan | null {
  const keys: Key[] = [];
  let cost = 0;
  for (const part of parts) {
    if (!part) return null;
    keys.push(...part.keys);
    cost += part.cost;
  }
  const only = parts.length === 1 ? parts[0] : null;
  return { keys, cost, needs: only?.needs ?? -1, needsCost: only?.needsCost ?? Number.POSITIVE_INFINITY };
}

/** The cheapest part's keys, guarded by the rarest thing another part needs. */
function planAnd(parts: (Plan | null)[]): Plan | null {
  const present = parts.filter((part) => part !== null);
  const cheapest = present.reduce<Plan | null>(
    (best, part) => (best && best.cost <= part.cost ? best : part),
    null,
  );
  if (!cheapest) return null;
  const byNeed = present.filter((part) => part.needs >= 0).sort((a, b) => a.needsCost - b.needsCost);
  const guard = byNeed.find((part) => part !== cheapest && part.needs !== cheapest.needs)?.needs ?? NO_GUARD;
  const keys = cheapest.keys.map((key) => ({ ...key, guard: key.guard >= 0 ? key.guard : guard }));
  const rare = byNeed[0];
  return {
    keys,
    cost: cheapest.cost,
    needs: rare?.needs ?? -1,
    needsCost: rare?.needsCost ?? Number.POSITIVE_INFINITY,
  };
}

function unproved(part: Plan | null): Plan | null {
  if (!part) return null;
  const keys = part.keys.map((key) => ({ ...key, guard: key.guard === PROVED ? NO_GUARD : key.guard }));
  return { ...part, keys };
}

/** Whether a weighted list is true of an article that holds none of it: the empty sum is 0. */
function reachedByNothing(code: Int32Array, at: number): boolean {
  const threshold = double(code[at + 2] as number, code[at + 3] as number);
  const strict = smallOf(code[at] as number) === 1;
  return strict ? threshold < 0 : threshold <= 0;
}

/** The items of a weighted list that can raise the sum; without one of them it stays below its threshold. */
function scoring(code: Int32Array, at: number): number[] {
  return childrenAt(code, at).filter(
    (child) => double(code[child - 2] as number, code[child - 1] as number) > 0,
  );
}
