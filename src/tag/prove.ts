// Runs the proofs that packs and rules carry: texts with the mentions they must give, texts on which a rule must and
// must not fire. For tests and for `doctor`, so that an operator sees what an edit broke.
import type { PackTest, TopicRuleData, VocabularyData } from '../model/vocabulary.ts';
import type { Vocabulary } from './compile.ts';
import { isLocal } from './entities/key.ts';
import { aliasProofs } from './entities/prove.ts';
import { tagText } from './tag.ts';
import { languageOf } from './topics/rule.ts';

/** A proof of a pack: null when it holds, else a sentence. */
export type PackProof = { pack: string; run(vocabulary: Vocabulary): string | null };

/** All proofs that packs carry: of guarded spellings, of ordinary words, and their tests. */
export const packProofs = (data: VocabularyData): PackProof[] => [
  ...aliasProofs(data).map(({ pack, run }) => ({
    pack,
    run: (vocabulary: Vocabulary) => run(vocabulary.entities),
  })),
  ...data.packs.flatMap(({ pack, tests }) =>
    (tests ?? []).map((test) => ({ pack, run: (vocabulary: Vocabulary) => provePack(test, vocabulary) })),
  ),
];

/** A proof of a topic rule: null when it holds, else a sentence. */
export type RuleProof = { code: string; run(vocabulary: Vocabulary): string | null };

/** All proofs that topic rules carry. To be run on `rulesAlone`. */
export const ruleProofs = (data: VocabularyData): RuleProof[] =>
  data.topics.topics.flatMap((rule) => [
    ...rule.must.map((text) => ruleProof(rule, text, true)),
    ...rule.mustNot.map((text) => ruleProof(rule, text, false)),
  ]);

/** A rule is proved by itself: what the trained model thinks of a sentence is no business of it. */
export const rulesAlone = (vocabulary: Vocabulary): Vocabulary => ({
  ...vocabulary,
  rules: { ...vocabulary.rules, max: Number.POSITIVE_INFINITY },
  classifier: null,
});

/** One sentence for each proof that fails; empty when all hold. */
export function proveVocabulary(data: VocabularyData, vocabulary: Vocabulary): string[] {
  const alone = rulesAlone(vocabulary);
  return [
    ...packProofs(data).flatMap(({ pack, run }) => {
      const problem = run(vocabulary);
      return problem === null ? [] : [`pack ${pack}: ${problem}`];
    }),
    ...ruleProofs(data).flatMap(({ run }) => run(alone) ?? []),
  ];
}

/** Linked mentions only: names by shape and words without an entity are no business of a pack. */
function provePack({ text, title, expect }: PackTest, vocabulary: Vocabulary): string | null {
  const { mentions } = tagText({ title: title ?? '', text, lang: null, hint: 'en' }, vocabulary);
  const linked = mentions.filter(({ entityId }) => entityId !== null && !isLocal(entityId));
  const found = linked.map((mention) => `${mention.text} ${mention.entityId}`).join(', ');
  const wanted = expect.map((pair) => pair.join(' ')).join(', ');
  return found === wanted ? null : `"${text}" gives [${found}], not [${wanted}]`;
}

const ruleProof = (rule: TopicRuleData, text: string, fires: boolean): RuleProof => ({
  code: rule.code,
  run: (vocabulary) => {
    const known = languageOf(rule);
    const lang = known === 'any' ? null : known;
    const { topics } = tagText({ title: '', text, lang, hint: rule.lang ? null : 'en' }, vocabulary);
    // a finer topic speaks for the broader one
    const fired = topics.some(({ code, broader }) => code === rule.code || broader.includes(rule.code));
    if (fired === fires) return null;
    return `topic ${rule.code}: ${fires ? 'must fire' : 'must not fire'} on "${text}"`;
  },
});
