// Who is who inside one article, once its names are found: shorter and longer forms of one name become one entity, with
// the longest as its name, and what no pack knows gets an id of its own. Never moves a span.
import { ORG_LAST } from './cues.ts';
import { keyWords, localIdOf } from './key.ts';
import type { Span } from './span.ts';

/** A name as it was found, with the words of its key, and these as one string. */
type Named = { span: Span; words: readonly string[]; key: string };

/** Below this a span's type is a guess, which the same name elsewhere in the text may correct. */
const SURE_TYPE = 0.7;

/** @param surface the text of a span @returns the same spans, in the same order, with names and ids settled */
export function linkSpans(spans: readonly Span[], surface: (span: Span) => string): Span[] {
  const keys = createKeys();
  const named = agreeOnTypes(spans.map((span) => ({ span, ...keys.of(surface(span), span.type) })));
  const heads = findHeads(named);
  return named.map((one) => {
    const { span } = one;
    const joined = span.id === null && span.method !== 'pack' ? joinLonger(one, heads) : span;
    return withLocalId(joined, keys);
  });
}

type Key = Pick<Named, 'words' | 'key'>;
type Keys = {
  of(name: string, type: Span['type']): Key;
  /** the id of a name that no pack knows */
  localId(type: Span['type'], key: string): string;
};

/** Most names of a text stand in it more than once: each spelling is taken apart only once. */
function createKeys(): Keys {
  const names = new Map<string, Key>();
  const firms = new Map<string, Key>();
  const ids = new Map<string, string>();
  return {
    of(name, type) {
      // keys of organisations lose their legal forms; those of all other types are alike
      const known = type === 'ORG' ? firms : names;
      let key = known.get(name);
      if (key === undefined) {
        const words = keyWords(name, type);
        key = { words, key: words.join(' ') };
        known.set(name, key);
      }
      return key;
    },
    localId(type, key) {
      const name = type + key;
      const id = ids.get(name) ?? localIdOf(type, key);
      ids.set(name, id);
      return id;
    },
  };
}

/** The same name, once an organisation and eight times a person: what most say, where the one is not sure. */
function agreeOnTypes(named: readonly Named[]): Named[] {
  const doubted = new Set<string>();
  for (const { span, key } of named) if (isDoubted(span)) doubted.add(key);
  if (doubted.size === 0) return [...named];
  const sums = new Map<string, Map<Span['type'], number>>();
  for (const { span, key } of named) {
    // a pack speaks for its own places only: Isis is not ISIS
    if (span.method === 'pack' || !doubted.has(key)) continue;
    const types = sums.get(key) ?? new Map<Span['type'], number>();
    types.set(span.type, (types.get(span.type) ?? 0) + span.score);
    sums.set(key, types);
  }
  return named.map((one) => {
    const { span } = one;
    if (!isDoubted(span)) return one;
    const types = sums.get(one.key);
    if (types === undefined || types.size < 2) return one;
    const [type] = [...types].reduce((best, next) => (next[1] > best[1] ? next : best));
    return type === span.type ? one : { ...one, span: { ...span, type } };
  });
}

const isDoubted = ({ id, score }: Span): boolean => id === null && score < SURE_TYPE;

/** Names of several words, one of each, by their first and by their last words; `rank` is their order. */
type Head = Named & { rank: number };
type Heads = { byFirst: ReadonlyMap<string, readonly Head[]>; byLast: ReadonlyMap<string, readonly Head[]> };

/** Longest first, those of packs before others. */
function findHeads(named: readonly Named[]): Heads {
  const once = new Map<string, Named>();
  for (const one of named) {
    if (one.words.length < 2) continue;
    const key = `${one.span.type} ${one.key}`;
    const there = once.get(key);
    if (there === undefined || (there.span.id === null && one.span.id !== null)) once.set(key, one);
  }
  const linked = ({ span }: Named): number => (span.id === null ? 0 : 1);
  const heads = [...once.values()]
    .sort((a, b) => b.words.length - a.words.length || linked(b) - linked(a))
    .map((one, rank): Head => ({ ...one, rank }));
  const at = (place: number, type?: Span['type']) =>
    Map.groupBy(
      type === undefined ? heads : heads.filter(({ span }) => span.type === type),
      ({ words }) => words.at(place) ?? '',
    );
  return { byFirst: at(0, 'ORG'), byLast: at(-1) };
}

/** The span as a naming of the one longer name that it fits; as it is where none or several do. */
function joinLonger({ span, words }: Named, heads: Heads): Span {
  const longer = longerOf(span.type, words, heads);
  const [head] = longer;
  if (head === undefined) return span;
  const names = new Set(longer.map(({ span: one }) => one.id ?? one.name));
  if (names.size > 1 && !isChain(longer)) return span;
  const { id, name, alias } = head.span;
  return { ...span, id, name, alias, method: 'cluster' };
}

const NONE: readonly Head[] = [];

/** The heads of the type that the name may be short for, longest first. */
function longerOf(type: Span['type'], words: readonly string[], { byFirst, byLast }: Heads): readonly Head[] {
  if (type !== 'PER' && type !== 'ORG') return NONE;
  const sameLast = byLast.get(words.at(-1) ?? '') ?? NONE;
  if (type === 'PER')
    return sameLast.filter((head) => head.span.type === 'PER' && isShortPerson(words, head.words));
  const sameFirst = byFirst.get(words[0] ?? '') ?? NONE;
  if (sameFirst.length + sameLast.length === 0) return NONE;
  return [...new Set([...sameFirst, ...sameLast])]
    .filter((head) => head.span.type === 'ORG' && isShortOrganisation(words, head.words))
    .sort((a, b) => a.rank - b.rank);
}

/** M. J. Rubin, M. Rubin: each of these is a short form of the longest. */
const isChain = (heads: readonly Named[]): boolean =>
  heads.every((one, at) => at === 0 || isShortPerson(one.words, heads[0]?.words ?? []));

/** Same surname, and the given names are those of the longer name in order, whole or as initials. */
function isShortPerson(words: readonly string[], longer: readonly string[]): boolean {
  if (words.length < 2 || words.length > longer.length || words.at(-1) !== longer.at(-1)) return false;
  if (words.join(' ') === longer.join(' ')) return false;
  const given = longer.slice(0, -1);
  let from = 0;
  for (const word of words.slice(0, -1)) {
    const letters =
      word.length <= 3 && given.length >= word.length && !given.includes(word) ? [...word] : [word];
    for (const part of letters) {
      const at = given.findIndex((name, index) => index >= from && (name === part || agree(name, part)));
      if (at < 0 || (from === 0 && at > 0)) return false;
      from = at + 1;
    }
  }
  return true;
}

/** One of the two is the other's initial. */
const agree = (a: string, b: string): boolean =>
  (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));

/** The tail of a longer name (Free Beacon), or its head without the word that says what it is (Deutsche). */
function isShortOrganisation(words: readonly string[], longer: readonly string[]): boolean {
  const rest = longer.length - words.length;
  if (rest < 1) return false;
  const tail = words.length > 1 && words.every((word, at) => word === longer[at + rest]);
  const head = words.every((word, at) => word === longer[at]) && isKind(longer.at(-1) ?? '') && rest <= 2;
  return tail || head;
}

/** Says what a body is, and no more: a libertarian is not the Libertarian Party. */
const isKind = (word: string): boolean => ORG_LAST.has(word) && word !== 'party' && word !== 'movement';

/** One word is too little to tell people apart, and a few letters too little for anything. */
function withLocalId(span: Span, keys: Keys): Span {
  if (span.id !== null || span.method === 'pack') return span;
  const { words, key } = keys.of(span.name, span.type);
  const vague = span.type === 'PER' ? words.length < 2 : /^\p{Lu}{1,4}$/u.test(span.name);
  return vague || words.length === 0 ? span : { ...span, id: keys.localId(span.type, key) };
}
