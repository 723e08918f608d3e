// The labelled texts and the taxonomy, as training reads them. Which texts are held back is decided by a hash of their
// id, so that no later text can change it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Concept } from '../../model/vocabulary.ts';
import { buildTree, type Tree } from '../../tag/topics/tree.ts';
import { readGmb } from './gmb.ts';
import type { Text } from './matrix.ts';

/** A text with one code, as the finest that its label supports. */
export type Example = Text & { id: string; source: string; code: string; date?: string };

/** A text with all the topics that it is about, the foremost first. */
export type Labelled = Text & { id: string; codes: readonly string[] };

export type Corpus = {
  /** short texts with a label */
  examples: Example[];
  /** names and definitions of the taxonomy's concepts */
  definitions: Example[];
  /** texts of no source's heading: they say how frequent words are */
  unlabelled: Text[];
  /** texts with all their topics, as `labels.tsv` has them: given by automatic annotators, checked by nobody */
  labelled: Labelled[];
  /** whole articles with several topics: they teach the model nothing; the curves learn from the half that may be looked at */
  articles: Labelled[];
  tree: Tree;
  concepts: readonly Concept[];
  /** file → hash of its bytes */
  inputs: Record<string, string>;
};

type Line = { id: string; date?: string; title?: string; text: string; topics: string[]; source: string };
/** our own labels: a text's id and its codes, a line each */
const LABELS = 'labels.tsv';

type Medtop = {
  concepts: { code: string; parent: string | null; name: string; definition: string | null }[];
};

export type Folders = { data: string; iptc: string; news: string };

const HELD_BACK = 0.1;
/** a split by time: events of these years were unknown before */
export const LATER = '2020-01-01';

/** @param data folder of the labelled texts @param iptc folder of the taxonomy @param news folder of `gmb.conll` */
export function readCorpus({ data, iptc, news }: Folders): Corpus {
  const inputs: Record<string, string> = {};
  const read = (folder: string, name: string): Buffer => {
    const bytes = readFileSync(join(folder, name));
    inputs[name] = createHash('sha256').update(bytes).digest('hex');
    return bytes;
  };
  const lines = (name: string): Line[] => {
    const text = gunzipSync(read(data, name)).toString('utf8');
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  };
  const medtop = JSON.parse(read(iptc, 'medtop.json').toString('utf8')) as Medtop;
  const concepts = medtop.concepts.map(({ code, parent, name }) => ({ code, parent, label: name }));
  const examples = lines('short-train.jsonl.gz').flatMap(({ id, date = '', text, topics, source }) =>
    topics[0] === undefined ? [] : [{ id, date, source, code: topics[0], title: '', body: text }],
  );
  const unlabelled = lines('wcep-unlabelled.jsonl.gz').map(({ text }) => ({
    id: textId(text),
    title: '',
    body: text,
  }));
  const labels = readLabels(read(import.meta.dirname, LABELS).toString('utf8'));
  const stretches = readGmb(read(news, 'gmb.conll').toString('utf8'), labels.keys());
  return {
    examples,
    definitions: medtop.concepts.map(({ code, name, definition }) => ({
      id: `iptc-${code}`,
      source: 'iptc',
      code,
      title: name,
      body: definition ?? '',
    })),
    unlabelled,
    labelled: [
      ...new Map([...examples, ...unlabelled, ...stretches].map((text) => [text.id, text])).values(),
    ].flatMap(({ id, title, body }) => {
      const codes = labels.get(id);
      return codes === undefined ? [] : [{ id, title, body, codes }];
    }),
    articles: lines('wikinews-gold-dev.jsonl.gz').map(({ id, title, text, topics }) => ({
      id,
      title: title ?? '',
      body: text,
      codes: topics,
    })),
    tree: buildTree(concepts),
    concepts,
    inputs,
  };
}

/** id → codes, of lines `id<TAB>code code…` */
function readLabels(text: string): Map<string, string[]> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [id = '', codes = ''] = line.split('\t');
        return [id, codes.split(' ')] as const;
      }),
  );
}

/** A text that its source gave no id is known by what it says. */
const textId = (text: string): string =>
  `text-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;

/** A number in [0, 1) that only the id decides; `salt` makes independent splits. */
export function fraction(id: string, salt = ''): number {
  return createHash('sha256').update(`${salt}${id}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** A tenth of the labelled texts, by a hash of the id; the shipped model never sees them. */
export const isHeldBack = (id: string): boolean => fraction(id) < HELD_BACK;

/** The half of the short labelled texts that whoever writes rules may look at; all others judge rules and model together. */
export const isForRules = (id: string): boolean => !id.startsWith('gmb-') && fraction(id, 'rules:') < 0.5;

/** The half of the articles that may be looked at; the other half only measures. */
export const isLookedAt = (id: string): boolean => fraction(id) < 0.5;

/** A text without a date is taken for an early one. */
export const isLater = ({ date }: Example): boolean => date !== undefined && date >= LATER;
