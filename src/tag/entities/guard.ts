// Guards: queries that must, or must not, be true around an alias before it counts. Never changes a span.
import type { GuardData } from '../../model/vocabulary.ts';
import type { Node } from '../../query/ast.ts';
import { parse } from '../../query/parse.ts';
import { keyValue } from '../../query/value.ts';
import { type Answers, createQuestions, type Questions } from '../ask.ts';
import { TITLES } from './cues.ts';
import { asPhraseList, type PhraseList, type Places } from './phrases.ts';
import type { Document, Word } from './word.ts';

/** A list of phrases, or the number of a question to the query engine. */
type Query = PhraseList | number;

type Guard = { need: Query | null; ban: Query | null; within: number | null; alone: boolean };

export type Guards = { list: readonly Guard[]; questions: Questions };

/** @throws QueryError when a query is wrong; `src/config` refuses such a file before */
export function compileGuards(guards: readonly GuardData[]): Guards {
  const hard: Node[] = [];
  const known = new Map<string, Query>();
  const compile = (text: string): Query => {
    const { ast } = parse(text);
    return asPhraseList(ast) ?? hard.push(ast) - 1;
  };
  const query = (text: string | undefined): Query | null => {
    if (text === undefined) return null;
    const there = known.get(text) ?? compile(text);
    known.set(text, there);
    return there;
  };
  const list = guards.map((guard) => ({
    need: query(guard.need),
    ban: query(guard.ban),
    within: guard.within ?? null,
    alone: guard.alone ?? false,
  }));
  return { list, questions: createQuestions(hard) };
}

/** Which conditions of a guard hold; those that it does not have do. */
export type Conditions = { alone: boolean; need: boolean; ban: boolean };

/** Looks at a guard for the words `first` to `last`. */
export type Judge = {
  holds(guard: number, first: number, last: number): boolean;
  conditions(guard: number, first: number, last: number): Conditions;
};

/**
 * @param places of the phrases of guards in the document; one for all its judges
 * @param known ids found without a guard; guards may ask for them with `entity:`
 * @param named words that belong to some alias
 */
export function createJudge(
  document: Document,
  places: Places,
  guards: Guards,
  known: ReadonlySet<string>,
  named: ReadonlySet<number>,
): Judge {
  const entities = new Set([...known].map((id) => keyValue('entity', id)));
  const engine = createEngineAsker(document, guards.questions, [...known]);
  const isTrue = (query: Query, within: number | null, first: number, last: number): boolean => {
    if (typeof query === 'number') return engine(within, first, last).true.has(query);
    if (query.entities.some((id) => entities.has(id))) return true;
    if (within === null) return places.anywhere(query);
    const { from, to } = windowOf(document, first, last, within);
    return places.between(query, from, to);
  };
  const isAlone = ({ alone }: Guard, first: number, last: number): boolean =>
    !alone || standsAlone(document, first, last, named);
  const needed = ({ need, within }: Guard, first: number, last: number): boolean =>
    need === null || isTrue(need, within, first, last);
  const allowed = ({ ban, within }: Guard, first: number, last: number): boolean =>
    ban === null || !isTrue(ban, within, first, last);
  return {
    holds(number, first, last) {
      const guard = guards.list[number];
      if (guard === undefined) return true;
      return isAlone(guard, first, last) && needed(guard, first, last) && allowed(guard, first, last);
    },
    conditions(number, first, last) {
      const guard = guards.list[number];
      if (guard === undefined) return { alone: true, need: true, ban: true };
      return {
        alone: isAlone(guard, first, last),
        need: needed(guard, first, last),
        ban: allowed(guard, first, last),
      };
    },
  };
}

/** Asks the query engine all its questions at once of a window, or of the whole document; of each only once. */
function createEngineAsker(document: Document, questions: Questions, entity: string[]) {
  const windows = new Map<string, Answers>();
  return (within: number | null, first: number, last: number): Answers => {
    const key = within === null ? '' : `${first} ${last} ${within}`;
    let answers = windows.get(key);
    if (answers === undefined) {
      const { title, text } = document;
      answers =
        within === null
          ? questions.ask({ title, body: text, entity })
          : questions.ask({ title: '', body: windowText(document, first, last, within), entity });
      windows.set(key, answers);
    }
    return answers;
  };
}

/** The words around, of the same field: both ends inside. */
function windowOf(
  { words, bodyStart }: Document,
  first: number,
  last: number,
  within: number,
): { from: number; to: number } {
  const inTitle = first < bodyStart;
  return {
    from: Math.max(inTitle ? 0 : bodyStart, first - within),
    to: Math.min((inTitle ? bodyStart : words.length) - 1, last + within),
  };
}

function windowText(document: Document, first: number, last: number, within: number): string {
  const { words, title, text, bodyStart } = document;
  const { from, to } = windowOf(document, first, last, within);
  return (first < bodyStart ? title : text).slice(words[from]?.start ?? 0, words[to]?.end ?? 0);
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
