// What a plain cue says more surely than the trained model: a treaty is no body, and who is called Dr is a person.
import { addFree, type Span } from './span.ts';
import type { Document, Word } from './word.ts';

/** Last words of what was agreed, fought over or won; the model takes some of these for bodies. */
const NO_BODY = new Set('treaty act accord accords war wars olympics prize award awards'.split(' '));
/** Nothing but a person's name stands behind these. */
const CALLED = new Set('mr mrs ms miss dr prof professor sen gen col sgt lt capt rev'.split(' '));
const GAPS = new Set([' ', '. ', '\u00a0', '.\u00a0']);
/** words of a name behind a title; more are a headline in capitals */
const MOST_WORDS = 4;
/** as for a title in a text without a model */
const SCORE = 0.7;

/** The model's names with cues heeded: types corrected, and people added whom it did not see. */
export function withCues(document: Document, named: readonly Span[]): Span[] {
  const { words } = document;
  const typed = named.map((span) =>
    span.type === 'ORG' && span.first < span.last && NO_BODY.has((words[span.last] as Word).folded)
      ? { ...span, type: 'MISC' as const }
      : span,
  );
  return addFree(typed, calledPeople(document));
}

function calledPeople({ words, title, text }: Document): Span[] {
  const found: Span[] = [];
  for (let at = 0; at + 1 < words.length; at++) {
    const called = words[at] as Word;
    if (!called.cap || called.upper || !CALLED.has(called.folded) || !GAPS.has(words[at + 1]?.gap ?? ''))
      continue;
    const first = at + 1;
    let last = at;
    while (last - at < MOST_WORDS && isName(words[last + 1]) && (last === at || words[last + 1]?.gap === ' '))
      last++;
    if (last < first || last - at === MOST_WORDS) continue;
    const source = called.field === 'title' ? title : text;
    const name = source.slice(words[first]?.start, words[last]?.end);
    found.push({
      first,
      last,
      type: 'PER',
      id: null,
      name,
      alias: null,
      score: SCORE,
      method: 'shape',
      about: [],
    });
  }
  return found;
}

const isName = (word: Word | undefined): boolean =>
  word?.cap === true && !word.upper && !word.hidden && !CALLED.has(word.folded);
