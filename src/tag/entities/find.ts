// All mentions of a text: packs first, then names by shape, then what the text itself explains.
// Never reads anything but the text and the vocabulary; the same input gives the same mentions.
import type { Mention } from '../../model/article.ts';
import { addAcronyms } from './acronym.ts';
import type { AliasIndex } from './alias.ts';
import { addClusters } from './cluster.ts';
import { LOC_SELVES, ORG_TAILS } from './cues.ts';
import type { Guards } from './guard.ts';
import { findHits } from './hit.ts';
import { linkSpans } from './link.ts';
import { findShapes, type Lexicon } from './shape.ts';
import { addFree, type Span } from './span.ts';
import { type Document, readDocument, type Word } from './word.ts';

/** What entity finding needs of a vocabulary. */
export type EntityVocabulary = { index: AliasIndex; guards: Guards; lexicon: Lexicon };

/**
 * @param lang language of the text; names by shape are looked for in English (and where it is unknown) only
 * @returns mentions in reading order, title first; offsets are UTF-16 into their field; none overlap
 */
export function findMentions(
  title: string,
  text: string,
  lang: string | null,
  vocabulary: EntityVocabulary,
): Mention[] {
  const document = readDocument(title, text);
  const hits = findHits(document, vocabulary, lang);
  const english = lang === null || lang === 'en';
  const named = english ? merge(document, hits, findShapes(document, hits, vocabulary.lexicon)) : hits;
  const explained = addAcronyms(document, named);
  const spans = english ? addClusters(document, explained) : explained;
  return linkSpans(spans, (span) => surfaceOf(document, span)).map((span) => toMention(document, span));
}

function surfaceOf({ words, title, text }: Document, { first, last }: Span): string {
  const source = words[first]?.field === 'title' ? title : text;
  return source.slice(words[first]?.start ?? 0, words[last]?.end ?? 0);
}

/** A larger name by shape takes the place of the packs' names in it, unless it only adds a word to one of them. */
function merge({ words }: Document, hits: readonly Span[], shapes: readonly Span[]): Span[] {
  const kept: Span[] = [];
  const dropped = new Set<Span>();
  for (const shape of shapes) {
    const inside = hits.filter((hit) => hit.first >= shape.first && hit.last <= shape.last);
    const tail = (words[shape.last] as Word).folded;
    const own = inside.find(
      (hit) => hit.first === shape.first && hit.last === shape.last - 1 && hit.id !== null,
    );
    if (inside.some((hit) => hit.first === shape.first && hit.last === shape.last)) continue;
    if (own?.type === 'ORG' && ORG_TAILS.has(tail)) continue;
    for (const hit of inside) dropped.add(hit);
    if (own?.type === 'LOC' && LOC_SELVES.has(tail)) kept.push({ ...own, last: shape.last });
    else kept.push(shape);
  }
  return addFree(
    hits.filter((hit) => !dropped.has(hit)),
    kept,
  );
}

function toMention({ words, title, text }: Document, span: Span): Mention {
  const head = words[span.first] as Word;
  const source = head.field === 'title' ? title : text;
  const end = endOf(source, words, span);
  return {
    field: head.field,
    start: head.start,
    end,
    text: source.slice(head.start, end),
    type: span.type,
    entityId: span.id,
    name: span.name,
    alias: span.alias,
    score: Math.round(span.score * 1000) / 1000,
    method: span.method,
    ...(span.about.length > 0 ? { about: [...span.about] } : {}),
    ...(span.candidates === undefined ? {} : { candidates: [...span.candidates] }),
  };
}

/** The last dot of U.S. and D.C. belongs to the name. */
function endOf(source: string, words: readonly Word[], { first, last }: Span): number {
  const tail = words[last] as Word;
  const dotted =
    first < last && tail.raw.length === 1 && tail.cap && tail.gap === '.' && source[tail.end] === '.';
  return dotted ? tail.end + 1 : tail.end;
}
