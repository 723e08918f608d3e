// The development set of feeds that lies beside the checkout on some machines, and what we read in it. Shared by the
// measurement of feeds and by tests.
import { readFileSync } from 'node:fs';
import { parseFeed } from '../../src/feed/parse.ts';

type Expectation = { file: string; content_type: string | null; group: string; is_feed: boolean };
export type SetFile = Expectation & { id: string; bytes: Buffer };

export function readDevelopmentSet(folder: string): SetFile[] {
  const expectations: Record<string, Expectation> = JSON.parse(
    readFileSync(`${folder}/expectations.json`, 'utf8'),
  );
  return Object.entries(expectations).map(([id, e]) => ({
    ...e,
    id,
    bytes: readFileSync(`${folder}/${e.file}`),
  }));
}

/** What `try feed` says of a file. */
export async function readingOf(file: SetFile): Promise<unknown> {
  const outcome = await parseFeed(file.bytes, { contentType: file.content_type, url: null });
  if (outcome.kind !== 'done') return { ok: false, error: outcome.detail ?? outcome.reason };
  const { title, link, entries } = outcome.value;
  return {
    ...{ ok: true, title, link },
    entries: entries.map((e) => ({
      ...{ id: e.guid, link: e.link, title: e.title },
      ...{ published_iso: e.publishedAt, has_content: e.hasContent },
    })),
  };
}
