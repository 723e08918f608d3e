// Tagging with names from the operator's own model. Where it is not asked, late or broken, the tagger of the
// vocabulary stands in: an article is never held up by it, and never lost.
import { LIMITS } from '../config/limits.ts';
import type { Log } from '../lib/log.ts';
import type { Tags } from '../model/article.ts';
import { askBackend, type NerBackend } from './entities/backend.ts';
import { detectLanguage } from './language.ts';
import { type TagInput, tagText, type Vocabulary } from './tag.ts';

export type TagBy = {
  vocabulary: Vocabulary;
  /** absent: the vocabulary's tagger finds names */
  ner?: NerBackend | null;
  log?: Pick<Log, 'warn'>;
};

/**
 * Tags one article as `tagText` does.
 * @param ms how long the model may take; afterwards the tagger stands in
 * @returns tags whose version names the model too if the names are its own
 */
export async function tagBy(
  input: TagInput,
  { vocabulary, ner, log }: TagBy,
  ms: number = LIMITS.nerArticleMs,
): Promise<Tags> {
  if (!ner) return tagText(input, vocabulary);
  const { title, text } = input;
  const lang = input.lang ?? detectLanguage(title, text, input.hint ?? null);
  if (!ner.languages.includes(lang ?? 'en')) return tagText(input, vocabulary);
  const asked = await askBackend(ner, { title, text }, ms);
  if (asked.names === null) {
    log?.warn({ event: 'ner.stood-in', model: ner.name, problem: asked.why });
    return tagText(input, vocabulary);
  }
  const tags = tagText({ ...input, names: asked.names }, vocabulary);
  return { ...tags, vocabulary: `${tags.vocabulary}+${ner.name}-${ner.version}` };
}
