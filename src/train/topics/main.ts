// `npm run train:topics -- --data FOLDER --iptc FOLDER --news FOLDER --out FOLDER [--seed 1]`: trains the topic model
// and writes model.bin, CARD.md, and for `curve.ts` unseen.bin. The same inputs and seed give the same bytes. Progress goes to stderr.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { encodeModel } from '../../tag/topics/model.ts';
import { writeCard } from './card.ts';
import { chooseClasses } from './classes.ts';
import { isHeldBack, readCorpus } from './corpus.ts';
import { figuresOf } from './figures.ts';
import { finerGround, trainFiner } from './finer.ts';
import { trainModel } from './train.ts';
import { UNSEEN, writeUnseen } from './unseen.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    iptc: { type: 'string' },
    news: { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const { data, iptc, news, out } = options;
if (data === undefined || iptc === undefined || news === undefined || out === undefined) {
  console.error('Say where things are: --data FOLDER --iptc FOLDER --news FOLDER --out FOLDER');
  process.exit(2);
}
const seed = Number(options.seed);
const say = (step: string): void => console.error(`${process.uptime().toFixed(0).padStart(4)} s  ${step}`);

const corpus = readCorpus({ data, iptc, news });
const { examples, definitions, unlabelled, labelled, tree } = corpus;
const taught = examples.filter(({ id }) => !isHeldBack(id));
const classes = chooseClasses(taught, tree);
const top = trainModel({ examples: [...taught, ...definitions], unlabelled, classes, tree }, seed, say);
const { fine, unseen, measured } = trainFiner(finerGround(labelled, top, tree), seed, say);
const parts = { ...top, fine };
const bytes = encodeModel(parts);
const figures = figuresOf(bytes, corpus, seed, say);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'model.bin'), bytes);
writeUnseen(join(out, UNSEEN), unseen);
writeFileSync(join(out, 'CARD.md'), writeCard(bytes, parts, corpus, { ...figures, finer: measured }, seed));
say(
  `${bytes.length} bytes; micro-F1 ${figures.heldBack.micro.toFixed(3)}, macro-F1 ${figures.heldBack.macro.toFixed(3)}; finer classes ${measured.exact.micro.toFixed(3)}`,
);
