// The labelled texts and the taxonomy, as training reads them. Which texts are held back is decided by a hash of their
// id, so that no later text can change it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Concept } from '../../model/vocabulary.ts';
import { buildTree, type Tree } from '../../tag/topics/tree.ts';
import type { Text } from './matrix.ts';

/** A text with one code, as the finest that its label supports. */
export type Example = Text & { id: string; source: string; code: string; date?: string };

export type Corpus = {
  /** short texts with a label */
  examples: Example[];
  /** names and definitions of the taxonomy's concepts */
  definitions: Example[];
  /** texts without a label: they only say how frequent words are */
  unlabelled: Text[];
  /** whole articles with several topics, for measuring only */
  articles: (Text & { id: string; codes: string[] })[];
  tree: Tree;
  concepts: readonly Concept[];
  /** file → hash of its bytes */
  inputs: Record<string, string>;
};

type Line = { id: string; date?: string; title?: string; text: string; topics: string[]; source: string };
type Medtop = {
  concepts: { code: string; parent: string | null; name: string; definition: string | null }[];
};

const HELD_BACK = 0.1;
/** a split by time: events of these years were unknown before */
export const LATER = '2020-01-01';

/** @param data folder of the labelled texts @param iptc folder of the taxonomy */
export function readCorpus(data: string, iptc: string): Corpus {
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
  return {
    examples: lines('short-train.jsonl.gz').flatMap(({ id, date = '', text, topics, source }) =>
      topics[0] === undefined ? [] : [{ id, date, source, code: topics[0], title: '', body: text }],
    ),
    definitions: medtop.concepts.map(({ code, name, definition }) => ({
      id: `iptc-${code}`,
      source: 'iptc',
      code,
      title: name,
      body: definition ?? '',
    })),
    unlabelled: lines('wcep-unlabelled.jsonl.gz').map(({ text }) => ({ title: '', body: text })),
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

/** A number in [0, 1) that only the id decides; `salt` makes independent splits. */
export function fraction(id: string, salt = ''): number {
  return createHash('sha256').update(`${salt}${id}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** A tenth of the labelled texts, by a hash of the id; the shipped model never sees them. */
export const isHeldBack = (id: string): boolean => fraction(id) < HELD_BACK;

/** The half of the articles that may be looked at; the other half only measures. */
export const isLookedAt = (id: string): boolean => fraction(id, 'half') < 0.5;

/** A text without a date is taken for an early one. */
export const isLater = ({ date }: Example): boolean => date !== undefined && date >= LATER;
