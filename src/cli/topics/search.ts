// `presswatch topics search`: topics by label in any locale; the exact ones first, retired ones marked.
import type { Command } from 'commander';
import { topicNames } from '../../match/topic-names.ts';
import { keyValue } from '../../query/value.ts';
import { CommandFailed, EXIT, table } from '../output.ts';
import { outputOf } from '../program.ts';
import { readSubjects, wholeNumber } from './subjects.ts';

const MOST_FOUND = 1000;

type Found = { code: string; label: string; by: string; lang: string | null; retired: string | null };

export function searchTopics(
  text: string,
  options: { lang?: string; limit: string },
  command: Command,
): void {
  const limit = wholeNumber('--limit', options.limit, MOST_FOUND);
  const output = outputOf(command);
  const { locales, topics } = topicNames();
  const wanted = options.lang?.toLowerCase();
  const within = locales.filter(
    (one) => one.toLowerCase() === wanted || one.toLowerCase().startsWith(`${wanted}-`),
  );
  if (wanted !== undefined && within.length === 0)
    throw new CommandFailed(
      `No labels in "${options.lang}". Locales are: ${locales.join(', ')}.`,
      EXIT.usage,
    );
  const { tree } = readSubjects();
  const known = new Set(topics.map(({ code }) => code));
  const labels = [
    ...topics.flatMap(({ code, names, retired }) =>
      (wanted === undefined ? locales : within).flatMap((lang): Found[] => {
        const by = names[lang];
        return by === undefined ? [] : [{ code, label: names['en-GB'] ?? by, by, lang, retired }];
      }),
    ),
    ...(wanted === undefined ? tree.all() : [])
      .filter(({ code }) => !known.has(code))
      .map(({ code, label }): Found => ({ code, label, by: label, lang: null, retired: null })),
  ];
  const best = new Map<string, Found & { rank: number }>();
  for (const one of labels) {
    const rank = rankOf(keyValue('topic', one.by), keyValue('topic', text));
    if (rank < (best.get(one.code)?.rank ?? NONE)) best.set(one.code, { ...one, rank });
  }
  const found = [...best.values()].sort(
    (a, b) =>
      a.rank - b.rank ||
      Number(a.retired !== null) - Number(b.retired !== null) ||
      a.by.length - b.by.length ||
      (a.code < b.code ? -1 : 1),
  );
  const shown = found.slice(0, limit).map(({ rank: _, ...one }) => one);
  output.result({ found: found.length, topics: shown }, () => {
    if (shown.length === 0)
      return output.say('Nothing found. "presswatch topics tree" shows the top topics.');
    const rows = shown.map(({ code, label, by, lang, retired }) => [
      code,
      label,
      by === label ? '' : `${by} (${lang})`,
      retired,
    ]);
    output.say(table(['CODE', 'TOPIC', 'BY', 'RETIRED'], rows));
    if (found.length > limit) output.say(`… and ${found.length - limit} more; see --limit.`);
  });
}

const NONE = 4;

/** 0 the same, 1 begins so, 2 a word of it begins so, 3 holds it. */
function rankOf(label: string, wanted: string): number {
  if (wanted === '' || !label.includes(wanted)) return NONE;
  if (label === wanted) return 0;
  return label.startsWith(wanted) ? 1 : label.includes(` ${wanted}`) ? 2 : 3;
}
