// The vocabulary ready for use: packs, rules and word lists compiled once, read by every article.
// Never changes after it is made; its version names exactly what it was made from.
import { createHash } from 'node:crypto';
import type { Concept, TopicRuleData, VocabularyData } from '../model/vocabulary.ts';
import { fold } from '../query/text.ts';
import { type AliasIndex, indexAliases } from './entities/alias.ts';
import type { CrfTagger } from './entities/crf/tag.ts';
import type { EntityVocabulary } from './entities/find.ts';
import { compileGuards } from './entities/guard.ts';
import type { Classifier } from './topics/classify.ts';
import { compileRules, type Rules } from './topics/rule.ts';
import { buildTree, type Tree } from './topics/tree.ts';

export type Vocabulary = {
  /** 16 hex digits of a hash of the data */
  version: string;
  entities: EntityVocabulary;
  rules: Rules;
  tree: Tree;
  /** the trained topic model, or null: then rules alone find topics */
  classifier: Classifier | null;
  /** entity id → its name, then its aliases without a guard, for `entity:` in queries */
  aliases: ReadonlyMap<string, readonly string[]>;
  /** entity id → its name */
  names: ReadonlyMap<string, string>;
};

/**
 * @param tagger the trained name tagger; without one, names that no pack knows are found by their shape
 * @param classifier the trained topic model; without one, rules alone find topics
 * @throws QueryError when a guard or a rule holds a wrong query; data from `readVocabulary` never does
 */
export function compileVocabulary(
  data: VocabularyData,
  tagger: CrfTagger | null = null,
  classifier: Classifier | null = null,
): Vocabulary {
  const index = indexAliases(data.packs);
  const words = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(fold));
  return {
    version: createHash('sha256')
      .update(JSON.stringify(data))
      .update(tagger?.version ?? '')
      .update(classifier?.model.id ?? '')
      .digest('hex')
      .slice(0, 16),
    entities: {
      index,
      guards: compileGuards(index.guards),
      lexicon: { given: words(data.givenNames), common: words(data.commonWords) },
      tagger,
    },
    rules: compileRules(data.topics),
    tree: buildTree([...data.concepts, ...data.topics.topics.flatMap(ownConcept)]),
    classifier,
    aliases: askableNames(index),
    names: new Map(index.aliases.flatMap(({ id, name }) => (id === null ? [] : [[id, name]]))),
  };
}

/** A topic of the operator's own joins the tree under its parent. */
function ownConcept(rule: TopicRuleData): Concept[] {
  return rule.label === undefined
    ? []
    : [{ code: rule.code, parent: rule.parent ?? null, label: rule.label }];
}

/**
 * Names by which queries may ask for each entity. A spelling that only counts in its context is one of them while no other
 * entity claims it: who asks for Erdogan or ISIS means what the packs know by that name, however an article puts it.
 */
function askableNames({ aliases }: AliasIndex): Map<string, string[]> {
  const claims = new Map<string, string | null>();
  for (const { id, text } of aliases) {
    if (id === null) continue;
    const key = fold(text);
    const other = claims.get(key);
    claims.set(key, other === undefined || other === id ? id : null);
  }
  const found = new Map<string, string[]>();
  for (const { id, name, text, guard } of aliases) {
    if (id === null) continue;
    const there = found.get(id) ?? [name];
    found.set(id, there);
    if ((guard < 0 || claims.get(fold(text)) === id) && !there.includes(text)) there.push(text);
  }
  return found;
}
