// The card that goes with a model: what it is, what it learnt from and under which licence, and what it is worth.
import { createHash } from 'node:crypto';
import process from 'node:process';
import type { ModelParts } from '../../tag/topics/model.ts';
import { type Corpus, LATER } from './corpus.ts';
import type { Figures } from './figures.ts';
import type { Measured } from './measure.ts';
import { SETTINGS } from './train.ts';

const percent = (value: number): string => (100 * value).toFixed(1);

/** Markdown. The same arguments give the same text. */
export function writeCard(
  bytes: Uint8Array,
  parts: ModelParts,
  corpus: Corpus,
  figures: Figures,
  seed: number,
): string {
  const labels = new Map(corpus.concepts.map(({ code, label }) => [code, label]));
  const hash = createHash('sha256').update(bytes).digest('hex');
  return `# The English topic model

One linear support vector machine a class over hashed words, how they are written, openings, word starts and pairs
of neighbours, each with a sigmoid that makes a probability of its margin and a threshold that served it best in training. It gives IPTC Media Topics of English news text: the top classes, and the finer codes that
the data could teach. Topic rules give the other codes. It runs in the process, and reads nothing but \`model.bin\`.

- **Licence**: CC BY-SA 4.0, apart from the code of this repository (see LICENSE beside this file).
- **SHA-256 of model.bin**: \`${hash}\`
- **Size**: ${bytes.length} bytes: ${parts.buckets.length} features, ${parts.classes.length} classes, one byte a weight.
- **Made by**: \`npm run train:topics -- --seed ${seed}\` with the inputs below, Node ${process.version}; the same inputs and seed give the same bytes.

## Scores

A tenth of the labelled texts was held back, by a hash of their ids; the model never saw them.
First: how often the surest class is right. One class: the one furthest above its own threshold (chosen on the texts that taught).

| texts never seen | items | first | micro-F1 | macro-F1 ¹ |
| --- | --- | --- | --- | --- |
| held back, top classes, one class given | ${row(figures.heldBack)} |
| held back, finer codes, from .4 on | ${row(figures.finer)} |
${figures.unseen.map(({ source, measured }) => `| all of ${source}, by a model that learnt from the other sources only | ${row(measured)} |`).join('\n')}
| all since ${LATER}, by a model that learnt from earlier texts only | ${row(figures.later)} |
${figures.articles.map(({ half, measured }) => `| whole Wikinews articles, the half ${half}, from .4 on | ${row(measured)} |`).join('\n')}

¹ over classes with at least 5 items. The halves of the articles are made by a hash of their ids. Model alone, without rules.

| class | taught by | held back | F1 |
| --- | --- | --- | --- |
${parts.classes.map(({ code, texts }) => classRow(code, labels.get(code) ?? '', texts, figures)).join('\n')}

Probabilities, all top classes of the texts held back:

| said | came true | decisions |
| --- | --- | --- |
${figures.calibration.map(({ said, came, count }) => `| ${said.toFixed(2)} | ${came.toFixed(2)} | ${count} |`).join('\n')}

## Known limits

English only. Labour and weather have no labelled texts, and education, environment, human interest and religion few: rules
carry those. The texts are from 2010 to 2022, short, and many are about the United States, wars and politics; labels are
headings of their sources, a few per cent of them a neighbour's. Topics are no judgement of whether a text is true.

## Data

| source | what | licence and attribution |
| --- | --- | --- |
| wcep | ${count(corpus, 'wcep')} labelled texts, and ${corpus.unlabelled.length} without a label for word frequencies | Wikipedia, Portal:Current events, authors of the portal; CC BY-SA 4.0 |
| huffpost | ${count(corpus, 'huffpost')} labelled texts | News Category Dataset, Rishabh Misra; CC BY 4.0; headlines © HuffPost |
| sib200 | ${count(corpus, 'sib200')} labelled texts | SIB-200, Adelani et al.; CC BY-SA 4.0 |
| iptc | names and definitions of ${corpus.definitions.length} concepts | Media Topics NewsCodes © IPTC, International Press Telecommunications Council; CC BY 4.0 |
| wikinews | ${corpus.articles.length} articles, for measuring only | Wikinews contributors; CC BY 2.5 |

| input | SHA-256 |
| --- | --- |
${Object.entries(corpus.inputs)
  .map(([name, value]) => `| ${name} | \`${value}\` |`)
  .join('\n')}

Settings: \`${JSON.stringify(SETTINGS)}\`
`;
}

const row = ({ items, first, micro, macro }: Measured): string =>
  `${items} | ${percent(first)} | ${percent(micro)} | ${percent(macro)}`;

function classRow(code: string, label: string, texts: number, { heldBack, finer }: Figures): string {
  const own = heldBack.byClass[code] ?? finer.byClass[code];
  const score = own === undefined ? '– | –' : `${own.gold} | ${percent(own.f1)}`;
  return `| ${code} ${label} | ${texts} | ${score} |`;
}

const count = ({ examples }: Corpus, source: string): number =>
  examples.filter((one) => one.source === source).length;
