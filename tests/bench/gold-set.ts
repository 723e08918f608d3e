// A gold set of pages in a folder: ground-truth.json and html/ID.html.gz. A third of it, chosen by hash, stays unseen.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { PageInput } from '../../src/extract/extract.ts';

export type Gold = {
  url: string;
  title?: string | null;
  author?: string | null;
  publishDate?: string | null;
};

export type GoldSet = { gold: Record<string, Gold>; ids: string[]; pageOf(id: string): PageInput };

const partOf = (id: string) => (createHash('sha256').update(id).digest()[0]! % 3 === 0 ? 'unseen' : 'tune');

/** The set in `folder`; `part` is `all`, `tune`, or `unseen`: pages on which no rule may be tried out. */
export function openGoldSet(folder: string, part = 'all'): GoldSet {
  const gold: Record<string, Gold> = JSON.parse(readFileSync(`${folder}/ground-truth.json`, 'utf8'));
  return {
    gold,
    ids: Object.keys(gold).filter((id) => part === 'all' || partOf(id) === part),
    pageOf: (id) => ({
      bytes: gunzipSync(readFileSync(`${folder}/html/${id}.html.gz`)),
      contentType: 'text/html',
      url: gold[id]!.url,
    }),
  };
}
