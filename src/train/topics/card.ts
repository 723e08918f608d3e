// The card that goes with a model: what it is, what it learnt from and under which licence, and what it is worth.
import { createHash } from 'node:crypto';
import process from 'node:process';
import type { FineParts } from '../../tag/topics/fine.ts';
import type { ModelParts } from '../../tag/topics/model.ts';
import { type Corpus, LATER } from './corpus.ts';
import type { Figures } from './figures.ts';
import { FINER, type Finer } from './finer.ts';
import type { Measured } from './measure.ts';
import { SETTINGS } from './train.ts';

const percent = (value: number): string => (100 * value).toFixed(1);

export type CardFigures = Figures & {
  /** finer classes on texts that they have not seen */
  finer: Finer['measured'];
};

/** Markdown. The same arguments give the same text. */
export function writeCard(
  bytes: Uint8Array,
  parts: ModelParts,
  corpus: Corpus,
  figures: CardFigures,
  seed: number,
): string {
  const labels = new Map(corpus.concepts.map(({ code, label }) => [code, label]));
  const hash = createHash('sha256').update(bytes).digest('hex');
  return `# The English topic model

One linear support vector machine a class over hashed words, how they are written, openings, word starts and pairs
of neighbours, each with a sigmoid that makes a probability of its margin. It gives IPTC Media Topics of English news
text: ${parts.classes.length} top classes, each with a threshold that served it best in training, and ${parts.fine.length} classes for topics that at least
${FINER.leastTexts} labelled texts have, each with its best ${FINER.weights} weights. Topic rules stand beside it. It runs in the process, and
reads nothing but \`model.bin\`.

- **Licence**: CC BY-SA 4.0, apart from the code of this repository (see LICENSE beside this file).
- **SHA-256 of model.bin**: \`${hash}\`
- **Size**: ${bytes.length} bytes: ${parts.buckets.length} features, ${parts.classes.length} top classes and ${parts.fine.length} finer ones, one byte a weight.
- **Made by**: \`npm run train:topics -- --data FOLDER --iptc FOLDER --news FOLDER --out FOLDER --seed ${seed}\` with the inputs below, Node ${process.version}; the same inputs and seed give the same bytes.

## Scores

A tenth of the labelled texts was held back, by a hash of their ids; the model never saw them.
First: how often the surest class is right. One class: the one furthest above its own threshold (chosen on the texts that taught).

| texts never seen | items | first | micro-F1 | macro-F1 ¹ |
| --- | --- | --- | --- | --- |
| held back, top classes, one class given | ${row(figures.heldBack)} |
| held back, top classes, all from .4 on | ${row(figures.several)} |
${figures.unseen.map(({ source, measured }) => `| all of ${source}, by a model that learnt from the other sources only | ${row(measured)} |`).join('\n')}
| all since ${LATER}, by a model that learnt from earlier texts only | ${row(figures.later)} |
${figures.articles.map(({ half, measured }) => `| whole Wikinews articles, the half ${half}, from .4 on | ${row(measured)} |`).join('\n')}
| texts with all their topics ², finer classes from .5 on, exact codes | ${row(figures.finer.exact)} |
| the same, with all that is broader | ${row(figures.finer.rolledUp)} |

¹ over classes with at least 5 items. The halves of the articles are made by a hash of their ids. Model alone, without rules.
² each text judged by finer classes that learnt from the other two thirds of these texts.

| top class | taught by | held back | F1 |
| --- | --- | --- | --- |
${parts.classes.map(({ code, texts }) => classRow(code, labels.get(code) ?? '', texts, figures.heldBack)).join('\n')}

| finer classes taught by | how many | mean F1 on unseen texts |
| --- | --- | --- |
${SIZES.map(([from, below]) => sizeRow(parts.fine, figures.finer.rolledUp, from, below)).join('\n')}

Probabilities, all top classes of the texts held back:

| said | came true | decisions |
| --- | --- | --- |
${figures.calibration.map(({ said, came, count }) => `| ${said.toFixed(2)} | ${came.toFixed(2)} | ${count} |`).join('\n')}

## Known limits

English only. Labour and weather have no labelled texts, and education, environment, human interest and religion few: rules
carry those. The texts are from 2010 to 2022, short, and many are about the United States, wars and politics; labels are
headings of their sources, a few per cent of them a neighbour's. The topics that taught the finer classes were given one
text at a time by automatic annotators under one guideline, and no person checked them: of 40 texts that six of them read,
two agreed to an exact F1 of .852. Topics are no judgement of whether a text is true.

## Data

| source | what | licence and attribution |
| --- | --- | --- |
| wcep | ${count(corpus, 'wcep')} labelled texts, and ${corpus.unlabelled.length} without a label for word frequencies | Wikipedia, Portal:Current events, authors of the portal; CC BY-SA 4.0 |
| huffpost | ${count(corpus, 'huffpost')} labelled texts | News Category Dataset, Rishabh Misra; CC BY 4.0; headlines © HuffPost |
| sib200 | ${count(corpus, 'sib200')} labelled texts | SIB-200, Adelani et al.; CC BY-SA 4.0 |
| iptc | names and definitions of ${corpus.definitions.length} concepts | Media Topics NewsCodes © IPTC, International Press Telecommunications Council; CC BY 4.0 |
| gmb | ${corpus.labelled.filter(({ id }) => id.startsWith('gmb-')).length} articles, some six sentences each | Groningen Meaning Bank, Bos et al. 2017; texts in the public domain, mostly of the Voice of America |
| labels.tsv | all topics of ${corpus.labelled.length} texts of wcep, huffpost, sib200 and gmb | this project; CC BY-SA 4.0 |
| wikinews | ${corpus.articles.length} articles, for measuring; the half looked at also fits what weighs model and rules | Wikinews contributors; CC BY 2.5 |

| input | SHA-256 |
| --- | --- |
${Object.entries(corpus.inputs)
  .map(([name, value]) => `| ${name} | \`${value}\` |`)
  .join('\n')}

Settings: \`${JSON.stringify(SETTINGS)}\`; finer classes: \`${JSON.stringify(FINER)}\`
`;
}

const row = ({ items, first, micro, macro }: Measured): string =>
  `${items} | ${percent(first)} | ${percent(micro)} | ${percent(macro)}`;

function classRow(code: string, label: string, texts: number, { byClass }: Measured): string {
  const own = byClass[code];
  const score = own === undefined ? '– | –' : `${own.gold} | ${percent(own.f1)}`;
  return `| ${code} ${label} | ${texts} | ${score} |`;
}

/** finer classes are too many to be listed: by how many texts taught them */
const SIZES = [
  [FINER.leastTexts, 20],
  [20, 60],
  [60, 200],
  [200, Number.POSITIVE_INFINITY],
] as const;

function sizeRow(fine: readonly FineParts[], { byClass }: Measured, from: number, below: number): string {
  const some = fine.filter(({ texts }) => texts >= from && texts < below);
  const mean = some.reduce((sum, { code }) => sum + (byClass[code]?.f1 ?? 0), 0) / Math.max(1, some.length);
  const texts = Number.isFinite(below) ? `${from}–${below - 1}` : `${from} and more`;
  return `| ${texts} | ${some.length} | ${percent(mean)} |`;
}

const count = ({ examples }: Corpus, source: string): number =>
  examples.filter((one) => one.source === source).length;
