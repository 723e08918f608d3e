// Guards that are lists: words, phrases and entities, one of which is enough. Nearly all guards are, and they are
// answered from the words of the document, without the query engine; the rest is the engine's.
import type { Node, Term } from '../../query/ast.ts';
import { keyValue } from '../../query/value.ts';
import type { Document, Word } from './word.ts';

/** A folded word, or the beginning of one. */
type Piece = { text: string; prefix: boolean };

/** A query that is true where one of the phrases stands, or where one of the entities is known. */
export type PhraseList = {
  phrases: readonly (readonly Piece[])[];
  /** as `keyValue` writes them */
  entities: readonly string[];
};

/** The query as a list, or null when it is more than that. */
export function asPhraseList(query: Node): PhraseList | null {
  switch (query.type) {
    case 'or': {
      const lists = query.children.map(asPhraseList);
      if (!lists.every((list) => list !== null)) return null;
      return {
        phrases: lists.flatMap(({ phrases }) => phrases),
        entities: lists.flatMap(({ entities }) => entities),
      };
    }
    case 'key':
      return query.name === 'entity' ? { phrases: [], entities: [keyValue('entity', query.value)] } : null;
    case 'word':
    case 'phrase': {
      if (query.type === 'phrase' && query.window !== null) return null;
      const pieces = query.terms.map(pieceOf);
      return pieces.every((piece) => piece !== null) ? { phrases: [pieces], entities: [] } : null;
    }
    default:
      return null;
  }
}

function pieceOf({ kind, text }: Term): Piece | null {
  if (kind === 'plain') return { text, prefix: false };
  const beginning = text.slice(0, -1);
  return kind === 'wild' && text.endsWith('*') && !/[*?]/.test(beginning)
    ? { text: beginning, prefix: true }
    : null;
}

/** Where the phrases of lists stand in one document. */
export type Places = {
  /** Does a phrase of the list stand whole between two words of one field, both inside? */
  between(list: PhraseList, first: number, last: number): boolean;
  anywhere(list: PhraseList): boolean;
};

/** First and last words of the phrases found, in reading order. */
type Stretches = { firsts: number[]; lasts: number[] };

/** Reads each list once for the document, when it is first asked for: linear in the words, however many places ask. */
export function createPlaces({ words }: Document): Places {
  const index = lazily(() => indexWords(words));
  const found = new Map<PhraseList, Stretches>();
  const stretchesOf = (list: PhraseList): Stretches => {
    let stretches = found.get(list);
    if (stretches === undefined) {
      stretches = findStretches(list, words, index());
      found.set(list, stretches);
    }
    return stretches;
  };
  return {
    anywhere: (list) => stretchesOf(list).firsts.length > 0,
    between(list, first, last) {
      const { firsts, lasts } = stretchesOf(list);
      // what begins later ends later but for the length of a phrase, so the walk is short
      for (let at = firstFrom(firsts, first); at < firsts.length && (firsts[at] as number) <= last; at++)
        if ((lasts[at] as number) <= last) return true;
      return false;
    },
  };
}

function firstFrom(firsts: readonly number[], first: number): number {
  let low = 0;
  for (let high = firsts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((firsts[middle] as number) < first) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Folded word → where it stands first, and by place where the same word stands next (-1: nowhere). */
type WordIndex = { heads: ReadonlyMap<string, number>; next: Int32Array };

function indexWords(words: readonly Word[]): WordIndex {
  const heads = new Map<string, number>();
  const next = new Int32Array(words.length);
  for (let at = words.length - 1; at >= 0; at--) {
    const { folded } = words[at] as Word;
    next[at] = heads.get(folded) ?? -1;
    heads.set(folded, at);
  }
  return { heads, next };
}

function findStretches(
  { phrases }: PhraseList,
  words: readonly Word[],
  { heads, next }: WordIndex,
): Stretches {
  const found: { first: number; last: number }[] = [];
  for (const phrase of phrases) {
    const [head] = phrase;
    if (head === undefined) continue;
    const starts = head.prefix ? beginningWith(head.text, heads) : [heads.get(head.text) ?? -1];
    for (const start of starts)
      for (let at = start; at >= 0; at = next[at] as number)
        if (standsAt(phrase, words, at)) found.push({ first: at, last: at + phrase.length - 1 });
  }
  found.sort((a, b) => a.first - b.first);
  return { firsts: found.map(({ first }) => first), lasts: found.map(({ last }) => last) };
}

function beginningWith(beginning: string, heads: ReadonlyMap<string, number>): number[] {
  const starts: number[] = [];
  for (const [word, at] of heads) if (word.startsWith(beginning)) starts.push(at);
  return starts;
}

/** The first word is known to fit. */
function standsAt(phrase: readonly Piece[], words: readonly Word[], first: number): boolean {
  for (let at = 1; at < phrase.length; at++) {
    const { text, prefix } = phrase[at] as Piece;
    const word = words[first + at];
    if (word === undefined || word.field !== words[first]?.field) return false;
    if (prefix ? !word.folded.startsWith(text) : word.folded !== text) return false;
  }
  return true;
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
