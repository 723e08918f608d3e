// `node src/train/topics/curve.ts --data FOLDER --iptc FOLDER --news FOLDER --trained FOLDER [--config FOLDER]`: fits the two
// curves of `src/tag/topics/rank.ts` and writes `src/tag/topics/curves.ts`; how well they do by cross-validation goes to
// stderr. They learn from the texts of `labels.tsv`, judged by finer classes that have not seen them, and from the half of
// the development articles that may be looked at; never from texts that rules were written by. To be run when rules or model
// have changed. The same inputs give the same curves.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { readVocabulary } from '../../config/vocabulary.ts';
import { compileVocabulary } from '../../tag/compile.ts';
import { leadEnd } from '../../tag/tag.ts';
import { fireRules } from '../../tag/topics/fire.ts';
import { along, type Curve, type Facts, factsOf } from '../../tag/topics/rank.ts';
import { judge } from '../../tag/topics/score.ts';
import { isForRules, isLookedAt, type Labelled, readCorpus } from './corpus.ts';
import { fitCurve } from './logistic.ts';
import { opened } from './opened.ts';
import { readUnseen, UNSEEN } from './unseen.ts';

/** One topic that an article may have: it is what the annotator gave, or that, something broader or finer. */
type Point = { facts: Facts; apt: boolean; true: boolean; weight: number };

/** whole articles with labels are few, and what the service reads looks like them: each counts for so many texts */
const WHOLE_ARTICLE = 8;

/** articles are dealt to so many parts, and each part is judged by a curve that never saw it */
const PARTS = 5;
const CURVES = join(import.meta.dirname, '../../tag/topics/curves.ts');

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    iptc: { type: 'string' },
    news: { type: 'string' },
    trained: { type: 'string' },
    config: { type: 'string', default: 'config' },
  },
});
const { data, iptc, news, trained, config } = options;
if (data === undefined || iptc === undefined || news === undefined || trained === undefined) {
  console.error(
    'usage: node src/train/topics/curve.ts --data FOLDER --iptc FOLDER --news FOLDER --trained FOLDER [--config FOLDER]',
  );
  process.exit(2);
}
const classifier = opened(readFileSync(join(trained, 'model.bin')));
const { model } = classifier;
const { rules, tree } = compileVocabulary(readVocabulary(config), null, classifier);
const corpus = readCorpus({ data, iptc, news });
const odds = readUnseen(join(trained, UNSEEN), corpus.labelled.length, model.fine.classes.length);
const articles = [
  ...corpus.labelled.flatMap((text, at) => (isForRules(text.id) ? [] : [pointsOf(text, 1, odds[at])])),
  ...corpus.articles.filter(({ id }) => isLookedAt(id)).map((article) => pointsOf(article, WHOLE_ARTICLE)),
];
for (const kind of ['apt', 'true'] as const) report(kind);
writeFileSync(
  CURVES,
  `// Written by \`node src/train/topics/curve.ts\`, which fits both curves again; never edited by hand.
import type { Curve } from './rank.ts';

/** Is the topic one that a reader would name? Decides what is listed. */
export const APT: Curve = ${written(fitTo(articles.flat(), 'apt'))};

/** Is it true of the article, or one broader or finer? The probability that is told. */
export const TRUE: Curve = ${written(fitTo(articles.flat(), 'true'))};
`,
);

/** @param finer log-odds of the finer classes, when those of the model have seen the text */
function pointsOf({ title, body, codes }: Labelled, weight: number, finer?: Float32Array): Point[] {
  const gold = new Set(codes);
  const broader = new Set(codes.flatMap((code) => tree.broader(code)));
  const judged = judge(classifier, { title, body });
  const fired = fireRules({ title, body, entity: [] }, leadEnd(body), model.lang, rules);
  const facts = factsOf(fired, { ...judged, finer: finer ?? judged.finer }, tree, body.length);
  return facts.map(([{ code, line }, each]) => ({
    facts: each,
    weight,
    apt: gold.has(code),
    true: gold.has(code) || broader.has(code) || line.some((each) => gold.has(each)),
  }));
}

function fitTo(points: readonly Point[], kind: 'apt' | 'true'): Curve {
  return fitCurve(points.map((point) => ({ facts: point.facts, yes: point[kind], weight: point.weight })));
}

function written(curve: Curve): string {
  const lines = Object.entries(curve).map(
    ([key, both]) => `  ${key}: [${both.map((value) => Number(value.toFixed(2))).join(', ')}],\n`,
  );
  return `{\n${lines.join('')}}`;
}

/** What parts of the articles say of a curve fitted on the others: by fifths of what it said, how often that came true. */
function report(kind: 'apt' | 'true'): void {
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
        `${kind}: said ${(said / count).toFixed(2)}, came true ${(came / count).toFixed(2)} of ${count}`,
      );
}
