// `presswatch topics search`: topics by code, or by label in any locale; the exact ones first, retired ones marked.
import type { Command } from 'commander';
import { askedTopic, topicNames } from '../../match/topic-names.ts';
import { keyValue } from '../../query/value.ts';
import { inPlace } from '../columns.ts';
import { CommandFailed, EXIT } from '../output.ts';
import { outputOf } from '../program.ts';
import { table } from '../table.ts';
import { labelsIn, localesOf } from './labels.ts';
import { listed, meant, readSubjects, retiredOn, type Subjects, wholeNumber } from './subjects.ts';

const MOST_FOUND = 1000;

type Found = { code: string; label: string; by: string; lang: string | null; retired: string | null };
export type SearchOptions = { lang?: string; labels?: string; limit: string };

export function searchTopics(text: string, options: SearchOptions, command: Command): void {
  const limit = wholeNumber('--limit', options.limit, MOST_FOUND);
  const output = outputOf(command);
  const subjects = readSubjects();
  if (askedTopic(text) === '')
    throw new CommandFailed('Say what to search for: a label, or some digits of a code.', EXIT.usage);
  const locales = options.lang === undefined ? undefined : localesOf(options.lang);
  const labels = labelsIn(options.labels);
  const found = best(text, subjects, locales).map((one) => ({ ...one, label: labels(one.code, one.label) }));
  const shown = found.slice(0, limit);
  const near = found.length > 0 ? [] : meant(text, subjects, locales);
  output.result({ found: found.length, topics: shown, ...(near.length > 0 ? { meant: near } : {}) }, () => {
    if (shown.length === 0) {
      output.say(`Nothing is called "${text}"${locales === undefined ? '' : ` in ${locales.join(', ')}`}.`);
      if (near.length === 0) output.say('"presswatch topics tree" shows the top topics.');
      else output.say(`Did you mean ${near.map(({ code, by }) => `${by} (${code})`).join(', ')}?`);
      return;
    }
    const rows = shown.map(({ code, label, by, lang, retired }) => [
      code,
      listed(label, retired),
      by === label ? '' : `${inPlace(by)}${lang === null ? '' : ` (${lang})`}`,
    ]);
    output.say(table(['CODE', 'TOPIC', 'BY'], rows));
    if (found.length > limit) output.say(`… and ${found.length - limit} more; see --limit.`);
  });
}

/** Every topic once, by the label that fits best. */
function best(text: string, here: Subjects, within: readonly string[] | undefined): Found[] {
  const { locales, subjects } = topicNames();
  const known = new Set(subjects.map(({ code }) => code));
  const labels = [
    ...subjects.flatMap(({ code, names }) => {
      const retired = retiredOn(code, here);
      return (within ?? locales).flatMap((lang): Found[] => {
        const by = names[lang];
        return by === undefined ? [] : [{ code, label: names['en-GB'] ?? by, by, lang, retired }];
      });
    }),
    ...(within === undefined ? here.tree.all() : [])
      .filter(({ code }) => !known.has(code))
      .map(({ code, label }): Found => ({ code, label, by: label, lang: null, retired: null })),
  ];
  const wanted = askedTopic(text);
  const asCode = CODE.test(wanted);
  const ranked = new Map<string, Found & { rank: number }>();
  for (const one of labels) {
    const byCode = codeRank(one.code, wanted);
    const rank = Math.min(rankOf(keyValue('topic', one.by), wanted), byCode);
    const as = byCode < NONE ? { ...one, by: one.label } : one;
    if (rank < (ranked.get(one.code)?.rank ?? NONE)) ranked.set(one.code, { ...as, rank });
  }
  return [...ranked.values()]
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        Number(a.retired !== null) - Number(b.retired !== null) ||
        (asCode ? 0 : a.by.length - b.by.length) ||
        (a.code < b.code ? -1 : 1),
    )
    .map(({ rank: _, ...one }) => one);
}

const NONE = 4;
/** a code or its beginning: three digits at least */
const CODE = /^(\d{3,8}|user:.*)$/;

/** 0 the same code, 1 one that begins so. */
function codeRank(code: string, wanted: string): number {
  if (wanted === code) return 0;
  return CODE.test(wanted) && code.startsWith(wanted) ? 1 : NONE;
}

/** 0 the same, 1 begins so, 2 a word of it begins so, 3 holds it. */
function rankOf(label: string, wanted: string): number {
  if (!label.includes(wanted)) return NONE;
  if (label === wanted) return 0;
  return label.startsWith(wanted) ? 1 : label.includes(` ${wanted}`) ? 2 : 3;
}
