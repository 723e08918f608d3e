// The tagging stage: what language a text is in, whom and what it names, what it is about.
// A plain function of text and vocabulary: no clock, no network, no store; the same input gives the same tags.
import { entityValues } from '../lib/entity-values.ts';
import type { Mention, Tags } from '../model/article.ts';
import { tokenize } from '../query/text.ts';
import { keyValue } from '../query/value.ts';
import type { Vocabulary } from './compile.ts';
import type { FoundName } from './entities/backend.ts';
import { findMentions } from './entities/find.ts';
import { detectLanguage } from './language.ts';
import { scoreTopics } from './topics/score.ts';

export type { Vocabulary } from './compile.ts';

/** Words of the body that count as the lead. */
const LEAD_WORDS = 60;

export type TagInput = {
  title: string;
  text: string;
  /** language if it is known for sure (a user said so); else null, and it is detected */
  lang: string | null;
  /** what feed or page declare; a hint only */
  hint?: string | null;
  /** names that a model of the operator's own has found, instead of the tagger's */
  names?: readonly FoundName[];
};

/**
 * Tags one article.
 * @returns mentions with UTF-16 offsets into title or text, topics strongest first, and the vocabulary's version
 */
export function tagText(input: TagInput, vocabulary: Vocabulary): Tags {
  const { title, text } = input;
  const lang = input.lang ?? detectLanguage(title, text, input.hint ?? null);
  const mentions = findMentions(
    title,
    text,
    lang,
    vocabulary.entities,
    input.names && { names: input.names },
  );
  const aliasesOf = (id: string) => vocabulary.aliases.get(id) ?? [];
  const entity = [...new Set(mentions.flatMap((mention) => entityValues(mention, aliasesOf)))];
  const named = (mention: Mention, wanted: string): boolean =>
    entityValues(mention, aliasesOf).some((value) => keyValue('entity', value) === wanted);
  const placesOf = (wanted: string) => mentions.filter((mention) => named(mention, wanted));
  const topics = scoreTopics({ title, body: text, entity }, leadEnd(text), lang, vocabulary, placesOf);
  return { lang, mentions, topics, vocabulary: vocabulary.version };
}

/** The offset where the first words of the body, its lead, end. */
export function leadEnd(text: string): number {
  // 60 words fit in 600 characters in any text that people read; the rest need not be split for this
  return tokenize(text.slice(0, 1000))[LEAD_WORDS]?.start ?? Math.min(text.length, 1000);
}
