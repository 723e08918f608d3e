// `try feed`: feed files through the parser that the service uses.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseFeed } from '../../feed/parse.ts';
import { answerLines } from './lines.ts';

const input = z.object({
  id: z.union([z.string(), z.number()]),
  file: z.string(),
  content_type: z.string().nullish(),
  url: z.string().nullish(),
});

export const tryFeed = (): Promise<void> =>
  answerLines(input, async ({ id, file, content_type, url }) => {
    const outcome = await parseFeed(await readFile(file), {
      contentType: content_type ?? null,
      url: url ?? null,
    });
    if (outcome.kind !== 'done') return { id, ok: false, error: outcome.detail ?? outcome.reason };
    const { title, link, entries } = outcome.value;
    return {
      id,
      ok: true,
      title,
      link,
      entries: entries.map((entry) => ({
        id: entry.guid,
        link: entry.link,
        title: entry.title,
        published_iso: entry.publishedAt,
        has_content: entry.hasContent,
      })),
    };
  });
