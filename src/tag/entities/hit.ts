// Where aliases of the packs stand in a document, guards judged: longest first, left to right, none overlapping.
import type { Alias, AliasIndex } from './alias.ts';
import { createJudge, followsGiven, type Guards, type Judge, standsAlone } from './guard.ts';
import { createPlaces } from './phrases.ts';
import type { Span } from './span.ts';
import type { Document, Word } from './word.ts';
import { isWritten } from './written.ts';

const SCORE_PLAIN = 0.98;
const SCORE_GUARDED = 0.9;
const SCORE_WORD = 0.9;

/** What of a vocabulary finds aliases. */
export type Packs = { index: AliasIndex; guards: Guards; lexicon: { given: ReadonlySet<string> } };

type Candidate = { first: number; last: number; aliases: readonly Alias[] };

/** What was looked at on the way to the hits; `why` tells it to people. */
export type Study = {
  spans: Span[];
  /** the judge of the last round */
  judge: Judge;
  /** people are linked whole: Sara Duterte is not Duterte, John James Conyers is not John James */
  whole(alias: Alias, at: { first: number; last: number }): boolean;
};

/**
 * All links to packs.
 * @param lang language of the document; names in other languages are not looked for
 * @returns spans in reading order; `id` null where two entities claim the alias and no guard decides
 */
export function findHits(document: Document, packs: Packs, lang: string | null): Span[] {
  return studyHits(document, packs, lang).spans;
}

/** The same with its reasons. */
export function studyHits(document: Document, { index, guards, lexicon }: Packs, lang: string | null): Study {
  const { words } = document;
  const candidates = findCandidates(document, index, lang);
  const named = new Set<number>();
  for (const { first, last } of candidates) for (let at = first; at <= last; at++) named.add(at);
  const whole: Study['whole'] = ({ type }, { first, last }) =>
    type !== 'PER' ||
    (standsAlone(document, first, last, named) && !followsGiven(document, first, lexicon.given));
  const places = createPlaces(document);
  const judgeBy = (known: ReadonlySet<string>): Judge => createJudge(document, places, guards, known, named);
  const counts = (judge: Judge) => (alias: Alias, at: Candidate) =>
    (alias.guard < 0 || judge.holds(alias.guard, at.first, at.last)) && whole(alias, at);
  // guards that ask for entities see those of the round before: first what needs no other entity, then all
  const nothing: ReadonlySet<string> = new Set();
  const plain = spokenOf(
    choose(candidates, (alias, at) => alias.guard < 0 && whole(alias, at), nothing, words),
  );
  const judgePlain = judgeBy(plain);
  const first = choose(candidates, counts(judgePlain), plain, words);
  const certain = spokenOf(first);
  if (certain.size === plain.size) return { spans: first, judge: judgePlain, whole };
  const judge = judgeBy(certain);
  return { spans: choose(candidates, counts(judge), certain, words), judge, whole };
}

/** Entities that are named, or spoken of by a nationality word. */
const spokenOf = (spans: readonly Span[]): ReadonlySet<string> =>
  new Set(spans.flatMap(({ id, about }) => (id === null ? about : [id])));

/** Every alias as written, longest first for each first word. */
export function findCandidates(document: Document, index: AliasIndex, lang: string | null): Candidate[] {
  const { words, caseless } = document;
  const found: Candidate[] = [];
  for (let first = 0; first < words.length; first++) {
    const head = words[first] as Word;
    // most words of a text are lower-case, and hardly any name begins so
    if (head.hidden || !(head.cap || caseless || index.small.has(head.folded))) continue;
    const number = index.words.get(head.folded);
    if (number === undefined) continue;
    const from = found.length;
    let node = index.steps.next(0, number);
    for (let last = first; node >= 0; ) {
      const aliases = index.ends[node];
      if (aliases !== undefined && aliases.length > 0) {
        const written = aliases.filter(
          (alias) => (alias.lang === null || alias.lang === lang) && isWritten(alias, document, first),
        );
        if (written.length > 0) found.splice(from, 0, { first, last, aliases: written });
      }
      last++;
      const next = words[last];
      const step = next === undefined || next.hidden ? undefined : index.words.get(next.folded);
      node = step === undefined ? -1 : index.steps.next(node, step);
    }
  }
  return found;
}

/** Takes the longest candidate with an alias that counts, then goes on behind it. */
function choose(
  candidates: readonly Candidate[],
  counting: (alias: Alias, at: Candidate) => boolean,
  spoken: ReadonlySet<string>,
  words: readonly Word[],
): Span[] {
  const spans: Span[] = [];
  let free = 0;
  for (const candidate of candidates) {
    if (candidate.first < free) continue;
    const aliases = candidate.aliases.filter((alias) => counting(alias, candidate));
    if (aliases.length === 0) continue;
    spans.push(withoutTitle(toSpan(candidate, aliases, spoken), words));
    free = candidate.last + 1;
  }
  return spans;
}

/** Packs know Pope Francis; the mention is Francis, as in every other title. */
function withoutTitle(span: Span, words: readonly Word[]): Span {
  const { type, first, last } = span;
  return type === 'PER' && first < last && RANKS.has(words[first]?.folded ?? '')
    ? { ...span, first: first + 1 }
    : span;
}

const RANKS = new Set([
  'pope',
  'king',
  'queen',
  'prince',
  'princess',
  'emperor',
  'cardinal',
  'patriarch',
  'mullah',
]);

/** A guarded alias that counts says more than an unguarded one; of two entities with equal claims see `settle`. */
function toSpan({ first, last }: Candidate, aliases: readonly Alias[], spoken: ReadonlySet<string>): Span {
  const guarded = aliases.filter((alias) => alias.guard >= 0);
  const best = guarded.length > 0 ? guarded : aliases;
  const linked = best.filter((alias) => alias.id !== null);
  const alias = settle(linked, spoken) ?? linked[0] ?? (best[0] as Alias);
  const disputed = linked.length > 0 && settle(linked, spoken) === null;
  const score = alias.id === null ? SCORE_WORD : alias.guard >= 0 ? SCORE_GUARDED : SCORE_PLAIN;
  const { type, name, about, text } = alias;
  const span = { first, last, type, alias: text, method: 'pack' as const };
  if (disputed) {
    const candidates = [...new Set(linked.flatMap(({ id }) => id ?? []))];
    return { ...span, id: null, name: text, about: [], score: SCORE_GUARDED / 2, candidates };
  }
  return { ...span, id: alias.id, name, about: alias.id === null ? about : [], score };
}

/** The one entity that is meant: the only one, or the one whose countries the text speaks of while the others' it does not. */
function settle(linked: readonly Alias[], spoken: ReadonlySet<string>): Alias | null {
  const [first] = linked;
  if (first === undefined || linked.every(({ id }) => id === first.id)) return first ?? null;
  const near = linked.filter(({ about }) => about.some((id) => spoken.has(id)));
  return near.length > 0 && near.every(({ id }) => id === near[0]?.id) ? (near[0] ?? null) : null;
}
