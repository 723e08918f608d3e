// `node src/train/topics/curve.ts --data FOLDER --iptc FOLDER [--config FOLDER]`: fits the two curves of
// `src/tag/topics/rank.ts` on the half of the development articles that may be looked at, and prints them; how well they
// do there by cross-validation goes to stderr. To be run when rules or model have changed. No chance is in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { readVocabulary } from '../../config/vocabulary.ts';
import { compileVocabulary, type Vocabulary } from '../../tag/compile.ts';
import { leadEnd } from '../../tag/tag.ts';
import { openModel } from '../../tag/topics/classify.ts';
import { fireRules } from '../../tag/topics/fire.ts';
import { along, type Curve, type Facts, factsOf } from '../../tag/topics/rank.ts';
import { type Corpus, fraction, readCorpus } from './corpus.ts';
import { fitCurve } from './logistic.ts';

/** One rule that fired for an article: the topic is what the annotator gave, or that, something broader or finer. */
type Point = { facts: Facts; apt: boolean; true: boolean };

/** articles are dealt to so many parts, and each part is judged by a curve that never saw it */
const PARTS = 10;
/** the half that `tests/bench/topic-rules.ts` too counts as seen while rules were written */
const isSeen = (id: string): boolean => fraction(id) < 0.5;

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    iptc: { type: 'string' },
    config: { type: 'string', default: 'config' },
  },
});
const { data, iptc, config } = options;
if (data === undefined || iptc === undefined) {
  console.error('usage: node src/train/topics/curve.ts --data FOLDER --iptc FOLDER [--config FOLDER]');
  process.exit(2);
}
const classifier = openModel(readFileSync(join(config, 'models/topics-en/model.bin')));
if (typeof classifier === 'string') throw new Error(classifier);
const vocabulary = compileVocabulary(readVocabulary(config), null, classifier);
const articles = readCorpus(data, iptc)
  .articles.filter(({ id }) => isSeen(id))
  .map((article) => pointsOf(article, vocabulary));

for (const [name, kind] of [
  ['APT', 'apt'],
  ['TRUE', 'true'],
] as const) {
  console.log(`export const ${name}: Curve = ${written(fitTo(articles.flat(), kind))};`);
  report(name, kind);
}

function pointsOf(
  { title, body, codes }: Corpus['articles'][number],
  { rules, tree, classifier: judge }: Vocabulary,
): Point[] {
  if (judge === null) return [];
  const gold = new Set(codes);
  const broader = new Set(codes.flatMap((code) => tree.broader(code)));
  const judged = { classifier: judge, scores: judge.score(title, body) };
  const fired = fireRules({ title, body, entity: [] }, leadEnd(body), judge.model.lang, rules);
  return factsOf(fired, judged, tree).map(([{ rule }, facts]) => ({
    facts,
    apt: gold.has(rule.code),
    true:
      gold.has(rule.code) || broader.has(rule.code) || tree.broader(rule.code).some((code) => gold.has(code)),
  }));
}

function fitTo(points: readonly Point[], kind: 'apt' | 'true'): Curve {
  return fitCurve(
    points.map(({ facts }) => facts),
    points.map((point) => point[kind]),
  );
}

function written(curve: Curve): string {
  const lines = Object.entries(curve).map(([key, value]) => `  ${key}: ${Number(value.toFixed(2))},\n`);
  return `{\n${lines.join('')}}`;
}

/** What parts of the articles say of a curve fitted on the others: by fifths of what it said, how often that came true. */
function report(name: string, kind: 'apt' | 'true'): void {
  const bins = Array.from({ length: 5 }, () => ({ said: 0, came: 0, count: 0 }));
  for (let part = 0; part < PARTS; part++) {
    const curve = fitTo(articles.filter((_, at) => at % PARTS !== part).flat(), kind);
    for (const point of articles.filter((_, at) => at % PARTS === part).flat()) {
      const said = along(curve, point.facts);
      const bin = bins[Math.min(4, Math.floor(said * 5))] as (typeof bins)[number];
      bin.said += said;
      bin.came += point[kind] ? 1 : 0;
      bin.count++;
    }
  }
  for (const { said, came, count } of bins)
    if (count > 0)
      console.error(
        `${name}: said ${(said / count).toFixed(2)}, came true ${(came / count).toFixed(2)} of ${count}`,
      );
}
