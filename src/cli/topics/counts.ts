// `presswatch topics counts`: what the news of the last days were about.
import type { Command } from 'commander';
import { broaderNow } from '../../match/topic-names.ts';
import { countTopics as readCounts, type TopicCount } from '../../store/topic-counts.ts';
import { withHouse } from '../house-command.ts';
import { CommandFailed, EXIT, type Output } from '../output.ts';
import { readTime } from '../read-time.ts';
import { table } from '../table.ts';
import { type Labels, labelsIn } from './labels.ts';
import {
  labelOf,
  listed,
  readSubjects,
  retiredOn,
  type Subjects,
  subjectCodes,
  wholeNumber,
} from './subjects.ts';

const MOST_TOPICS = 2000;

export type CountOptions = { since: string; by?: string; limit: string; labels?: string };

export function countTopics(
  text: string | undefined,
  options: CountOptions,
  command: Command,
): Promise<void> {
  const limit = wholeNumber('--limit', options.limit, MOST_TOPICS);
  const since = readTime('--since', options.since) ?? new Date(0);
  if (options.by !== undefined && options.by !== 'day')
    throw new CommandFailed('--by takes day.', EXIT.usage);
  const byDay = options.by === 'day';
  const subjects = readSubjects();
  const labels = labelsIn(options.labels);
  const within = text === undefined ? null : subjectCodes(text, subjects);
  return withHouse(command, async ({ store }, output) => {
    const { tree } = subjects;
    const counts = (await readCounts(store, since, byDay, broaderNow)).filter(
      ({ code }) => within === null || [code, ...tree.broader(code)].some((one) => within.includes(one)),
    );
    const topics = summed(counts, byDay, subjects, labels);
    const shown = topics.slice(0, limit);
    output.result({ since: since.toISOString(), found: topics.length, topics: shown }, () => {
      if (shown.length === 0) {
        const which = within === null ? 'a topic' : `the topic ${within.join(', ')}, or one below it`;
        return output.say(`No article since ${since.toISOString().slice(0, 16)}Z has ${which}.`);
      }
      printCounts(shown, byDay, output);
      if (topics.length > limit) output.say(`… and ${topics.length - limit} more; see --limit.`);
    });
  });
}

type Counted = {
  code: string;
  label: string;
  retired: string | null;
  articles: number;
  days?: { day: string | null; articles: number }[];
};

/** Topics with the most articles first. */
function summed(
  counts: readonly TopicCount[],
  byDay: boolean,
  subjects: Subjects,
  labels: Labels,
): Counted[] {
  return [...Map.groupBy(counts, ({ code }) => code)]
    .map(([code, rows]) => ({
      code,
      label: labels(code, labelOf(code, subjects) ?? rows.find(({ label }) => label)?.label ?? code),
      retired: retiredOn(code, subjects),
      articles: rows.reduce((sum, { articles }) => sum + articles, 0),
      ...(byDay ? { days: rows.map(({ day, articles }) => ({ day, articles })) } : {}),
    }))
    .sort((a, b) => b.articles - a.articles || (a.code < b.code ? -1 : 1));
}

function printCounts(shown: readonly Counted[], byDay: boolean, output: Output): void {
  const days = byDay
    ? [...new Set(shown.flatMap((one) => (one.days ?? []).map(({ day }) => day ?? '')))].sort()
    : [];
  const rows = shown.map(({ code, label, retired, articles, days: counted }) => [
    code,
    articles,
    ...days.map((day) => counted?.find((one) => one.day === day)?.articles ?? 0),
    listed(label, retired),
  ]);
  output.say(table(['CODE', 'ARTICLES', ...days.map((day) => day.slice(5)), 'TOPIC'], rows));
}
