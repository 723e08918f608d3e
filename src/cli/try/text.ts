// `try text`: texts, or CoNLL tokens, through the tagger that the service uses.
import process from 'node:process';
import { text as readAll } from 'node:stream/consumers';
import { z } from 'zod';
import type { Mention } from '../../model/model.ts';
import { tagConll } from '../../tag/conll.ts';
import { tagBy } from '../../tag/tag-by.ts';
import { readSettings } from '../open.ts';
import { openNer } from '../open-ner.ts';
import { openVocabulary } from '../open-vocabulary.ts';
import { answerLines } from './lines.ts';

const input = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  text: z.string(),
  lang: z.string().nullish(),
});

export async function tryText(): Promise<void> {
  const settings = readSettings();
  const by = { vocabulary: openVocabulary(settings), ner: await openNer(settings) };
  await answerLines(input, async ({ id, title, text, lang }) => {
    const tags = await tagBy({ title: title ?? '', text, lang: lang ?? null }, by);
    return {
      id,
      lang: tags.lang,
      entities: tags.mentions.map(entityLine),
      topics: tags.topics.map(({ code, label, score, via, because }) => ({
        code,
        label,
        score,
        via,
        because,
      })),
    };
  });
}

const entityLine = ({ type, text, start, end, entityId, name, score, field }: Mention) => ({
  type,
  text,
  start,
  end,
  id: entityId,
  name,
  score,
  ...(field === 'title' ? { field } : {}),
});

/** Two-column CoNLL on standard input → token and tag; same tokens, same blank lines. */
export async function tryConll(): Promise<void> {
  const vocabulary = openVocabulary(readSettings());
  const lines = (await readAll(process.stdin)).split('\n');
  process.stdout.write(tagConll(lines, vocabulary).join('\n'));
}
