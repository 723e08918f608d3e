// Guards: queries that must, or must not, be true around an alias before it counts. Never changes a span.
import type { GuardData } from '../../model/vocabulary.ts';
import type { Node } from '../../query/ast.ts';
import { parse } from '../../query/parse.ts';
import { type Answers, createQuestions, type Questions } from '../ask.ts';
import { TITLES } from './cues.ts';
import type { Document, Word } from './word.ts';

/** `need` and `ban` are numbers of questions, or -1. */
type Guard = { need: number; ban: number; within: number | null; alone: boolean };

export type Guards = { list: readonly Guard[]; questions: Questions };

/** @throws QueryError when a query is wrong; `src/config` refuses such a file before */
export function compileGuards(guards: readonly GuardData[]): Guards {
  const queries: Node[] = [];
  const number = (text: string | undefined): number =>
    text === undefined ? -1 : queries.push(parse(text).ast) - 1;
  const list = guards.map((guard) => ({
    need: number(guard.need),
    ban: number(guard.ban),
    within: guard.within ?? null,
    alone: guard.alone ?? false,
  }));
  return { list, questions: createQuestions(queries) };
}

/** Which conditions of a guard hold; those that it does not have do. */
export type Conditions = { alone: boolean; need: boolean; ban: boolean };

/** Looks at a guard for the words `first` to `last`. */
export type Judge = {
  holds(guard: number, first: number, last: number): boolean;
  conditions(guard: number, first: number, last: number): Conditions;
};

/**
 * @param known ids found without a guard; guards may ask for them with `entity:`
 * @param named words that belong to some alias
 */
export function createJudge(
  document: Document,
  guards: Guards,
  known: ReadonlySet<string>,
  named: ReadonlySet<number>,
): Judge {
  const entity = [...known];
  // many aliases may stand at one place, and ask for the same words around it
  const windows = new Map<string, Answers>();
  let whole: Answers | undefined;
  const around = (first: number, last: number, within: number): Answers => {
    const key = `${first} ${last} ${within}`;
    const body = windows.get(key);
    if (body !== undefined) return body;
    const answers = guards.questions.ask({
      title: '',
      body: windowOf(document, first, last, within),
      entity,
    });
    windows.set(key, answers);
    return answers;
  };
  const answersOf = (within: number | null, first: number, last: number): Answers => {
    if (within !== null) return around(first, last, within);
    whole ??= guards.questions.ask({ title: document.title, body: document.text, entity });
    return whole;
  };
  const isAlone = ({ alone }: Guard, first: number, last: number): boolean =>
    !alone || standsAlone(document, first, last, named);
  const asked = ({ need, ban, within }: Guard, first: number, last: number) => {
    if (need < 0 && ban < 0) return { need: true, ban: true };
    const answers = answersOf(within, first, last);
    return { need: need < 0 || answers.true.has(need), ban: ban < 0 || !answers.true.has(ban) };
  };
  return {
    holds(number, first, last) {
      const guard = guards.list[number];
      if (guard === undefined) return true;
      if (!isAlone(guard, first, last)) return false;
      const { need, ban } = asked(guard, first, last);
      return need && ban;
    },
    conditions(number, first, last) {
      const guard = guards.list[number];
      if (guard === undefined) return { alone: true, need: true, ban: true };
      return { alone: isAlone(guard, first, last), ...asked(guard, first, last) };
    },
  };
}

function windowOf({ words, title, text }: Document, first: number, last: number, within: number): string {
  const field = words[first]?.field;
  let from = first;
  let to = last;
  while (from > 0 && first - from < within && words[from - 1]?.field === field) from--;
  while (to + 1 < words.length && to - last < within && words[to + 1]?.field === field) to++;
  return (field === 'title' ? title : text).slice(words[from]?.start ?? 0, words[to]?.end ?? 0);
}

/** No other name touches it. Titles do not count, nor words of other aliases, nor a sentence's first capital. */
export function standsAlone(
  { words }: Document,
  first: number,
  last: number,
  named: ReadonlySet<number>,
): boolean {
  const before = words[first - 1];
  const word = words[first];
  const after = words[last + 1];
  if (word === undefined || word.headline) return true;
  const left = before !== undefined && touches(word.gap) && before.field === word.field;
  if (left && isName(before) && !before.starts && !named.has(first - 1)) return false;
  const right = after !== undefined && touches(after.gap) && after.field === word.field;
  return !(right && isName(after) && !named.has(last + 1));
}

/** A given name stands before it, also as the first word of the sentence. */
export function followsGiven({ words, lower }: Document, first: number, given: ReadonlySet<string>): boolean {
  const before = words[first - 1];
  if (before === undefined || !before.cap || before.field !== words[first]?.field) return false;
  if (!touches(words[first]?.gap ?? '') || TITLES.has(before.folded)) return false;
  return given.has(before.folded) && !lower.has(before.folded);
}

const touches = (gap: string): boolean => gap === ' ' || gap === '-' || gap === '\u00a0';
const isName = (word: Word): boolean => word.cap && !TITLES.has(word.folded);
