// `try page`: page files through the cell that the service uses.
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { createCell } from '../../extract/cell.ts';
import { systemClock } from '../../lib/clock.ts';
import { answerLines } from './lines.ts';

const input = z.object({ id: z.union([z.string(), z.number()]), file: z.string(), url: z.string() });
const inflate = promisify(gunzip);

export async function tryPage(): Promise<void> {
  const threads = Math.max(1, availableParallelism() - 1);
  const cell = createCell({ threads });
  try {
    await answerLines(
      input,
      async ({ id, file, url }) => {
        const seenAt = systemClock.now().getTime();
        const outcome = await cell.extract({ bytes: await readPage(file), contentType: null, url, seenAt });
        if (outcome.kind !== 'done')
          return {
            id,
            ok: false,
            error: { code: outcome.reason, message: outcome.detail ?? outcome.reason },
          };
        const { title, byline, publishedAt, site, lang, canonical, image, text, html, method, about } =
          outcome.value;
        const head = {
          id,
          ok: true,
          title,
          byline,
          published_iso: publishedAt,
          site,
          lang,
          canonical,
          image,
        };
        return { ...head, articleBody: text, html, method, about };
      },
      threads * 2,
    );
  } finally {
    await cell.close();
  }
}

async function readPage(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? inflate(bytes) : bytes;
}
