// `try text`: texts, or CoNLL tokens, through the tagger that the service uses.
import process from 'node:process';
import { text as readAll } from 'node:stream/consumers';
import { z } from 'zod';
import type { Mention } from '../../model/model.ts';
import { tagConll } from '../../tag/conll.ts';
import { languageOfTag } from '../../tag/language.ts';
import { tagBy } from '../../tag/tag-by.ts';
import { readSettings } from '../open.ts';
import { openNer } from '../open-ner.ts';
import { followTopicNames, openVocabulary } from '../open-vocabulary.ts';
import { CommandFailed, EXIT } from '../output.ts';
import { labelsIn } from '../topics/labels.ts';
import { answerLines } from './lines.ts';

const input = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  text: z.string(),
  lang: z.string().nullish(),
});

export type TextOptions = { conll?: boolean; lang?: string; labels?: string };

export async function tryText(options: TextOptions): Promise<void> {
  if (options.lang !== undefined && languageOfTag(options.lang) === null)
    throw new CommandFailed(
      `--lang "${options.lang}" is no language tag: write de, tr or pt-BR.`,
      EXIT.usage,
    );
  const settings = readSettings();
  followTopicNames(settings);
  const labels = labelsIn(options.labels);
  const by = { vocabulary: openVocabulary(settings), ner: await openNer(settings) };
  await answerLines(input, async ({ id, title, text, lang }) => {
    const known = lang == null ? null : languageOfTag(lang);
    const given = { title: title ?? '', text, lang: known, hint: options.lang ?? null };
    const tags = await tagBy(given, by);
    return {
      id,
      lang: tags.lang,
      entities: tags.mentions.map(entityLine),
      topics: tags.topics.map(({ code, label, score, via, because }) => ({
        code,
        label: labels(code, label),
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
