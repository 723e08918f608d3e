// What an article is about: rules fire, the model judges, and one list is made of both.
// The model knows one language; for texts in others the rules written for them speak alone.
import type { TopicTag } from '../../model/article.ts';
import type { Doc } from '../../query/doc.ts';
import type { Classifier } from './classify.ts';
import { combine } from './combine.ts';
import { fireRules, type PlacesOf } from './fire.ts';
import type { Judged } from './rank.ts';
import type { Rules } from './rule.ts';
import type { Tree } from './tree.ts';

export type TopicVocabulary = {
  rules: Rules;
  tree: Tree;
  /** the trained model, or null */
  classifier: Classifier | null;
};

/**
 * Topics of an article, surest first.
 * @param leadEnd offset in the body where the lead (its first 60 words) ends
 * @param lang ISO 639-1; null when nothing says, and then everything is tried
 */
export function scoreTopics(
  doc: Doc,
  leadEnd: number,
  lang: string | null,
  { rules, tree, classifier }: TopicVocabulary,
  placesOf?: PlacesOf,
): TopicTag[] {
  const fired = fireRules(doc, leadEnd, lang, rules, placesOf);
  const speaks = classifier !== null && (lang === null || lang === classifier.model.lang);
  const judged = speaks ? judge(classifier, doc) : null;
  return combine(fired, judged, doc, tree, rules.max);
}

/** What a classifier says of a text. */
export const judge = (classifier: Classifier, { title, body }: Pick<Doc, 'title' | 'body'>): Judged => {
  const scores = classifier.score(title, body);
  return { classifier, scores, finer: classifier.finer() };
};
