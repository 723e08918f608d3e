// All mentions of a text: packs first, then names by shape, then what the text itself explains.
// Never reads anything but the text and the vocabulary; the same input gives the same mentions.
import type { Mention } from '../../model/article.ts';
import { addAcronyms } from './acronym.ts';
import type { AliasIndex } from './alias.ts';
import type { FoundName } from './backend.ts';
import { addClusters } from './cluster.ts';
import type { CrfTagger } from './crf/tag.ts';
import type { Guards } from './guard.ts';
import { findHits } from './hit.ts';
import { linkSpans } from './link.ts';
import { mergeNamed, mergeShapes } from './merge.ts';
import { findNamed, type GivenToken, placeNames } from './named.ts';
import { findShapes, type Lexicon } from './shape.ts';
import type { Span } from './span.ts';
import { type Document, readDocument, type Word } from './word.ts';

/** What entity finding needs of a vocabulary. */
export type EntityVocabulary = {
  index: AliasIndex;
  guards: Guards;
  lexicon: Lexicon;
  /** null: names that no pack knows are found by their shape */
  tagger: CrfTagger | null;
};

/** What somebody else has done already. */
export type Given = {
  /** the tokens of the body; the title is empty then */
  tokens?: readonly GivenToken[];
  /** the names, in any language: neither tagger nor shapes are asked */
  names?: readonly FoundName[];
};

/**
 * @param lang language of the text; names by shape are looked for in English (and where it is unknown) only
 * @returns mentions in reading order, title first; offsets are UTF-16 into their field; none overlap
 */
export function findMentions(
  title: string,
  text: string,
  lang: string | null,
  vocabulary: EntityVocabulary,
  given: Given = {},
): Mention[] {
  const document = readDocument(title, text);
  const hits = findHits(document, vocabulary, lang);
  const english = lang === null || lang === 'en';
  const named = english || given.names !== undefined ? addUnknown(document, hits, vocabulary, given) : hits;
  const explained = addAcronyms(document, named);
  const spans = english ? addClusters(document, explained) : explained;
  return linkSpans(spans, (span) => surfaceOf(document, span)).map((span) => toMention(document, span));
}

/** Names that no pack knows: those given, else by the trained model, or else by their shape. */
function addUnknown(
  document: Document,
  hits: readonly Span[],
  { tagger, lexicon }: EntityVocabulary,
  { names, tokens }: Given,
): Span[] {
  if (names !== undefined) return mergeNamed(document, hits, placeNames(document, names));
  if (tagger === null) return mergeShapes(document, hits, findShapes(document, hits, lexicon));
  return mergeNamed(document, hits, findNamed(document, tagger, tokens));
}

function surfaceOf({ words, title, text }: Document, { first, last }: Span): string {
  const source = words[first]?.field === 'title' ? title : text;
  return source.slice(words[first]?.start ?? 0, words[last]?.end ?? 0);
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
