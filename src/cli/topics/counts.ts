// `presswatch topics counts`: what the news of the last days were about.
import type { Command } from 'commander';
import { topicNames } from '../../match/topic-names.ts';
import { countTopics as readCounts } from '../../store/topic-counts.ts';
import { withHouse } from '../house-command.ts';
import { CommandFailed, EXIT, table } from '../output.ts';
import { readTime } from '../read-time.ts';
import { readSubjects, wholeNumber } from './subjects.ts';

const MOST_TOPICS = 2000;

type Options = { since: string; by?: string; limit: string };

export function countTopics({ since: text, by, limit: most }: Options, command: Command): Promise<void> {
  const limit = wholeNumber('--limit', most, MOST_TOPICS);
  const since = readTime('--since', text);
  if (since === undefined || (by !== undefined && by !== 'day'))
    throw new CommandFailed('--by takes day.', EXIT.usage);
  return withHouse(command, async ({ store }, output) => {
    const counts = await readCounts(store, since, by === 'day');
    const { tree } = readSubjects();
    const retired = new Map(topicNames().topics.map(({ code, names }) => [code, names['en-GB']]));
    const topics = [...Map.groupBy(counts, ({ code }) => code)]
      .map(([code, rows]) => ({
        code,
        label: tree.label(code) ?? retired.get(code) ?? code,
        articles: rows.reduce((sum, { articles }) => sum + articles, 0),
        ...(by === 'day' ? { days: rows.map(({ day, articles }) => ({ day, articles })) } : {}),
      }))
      .sort((a, b) => b.articles - a.articles || (a.code < b.code ? -1 : 1));
    const shown = topics.slice(0, limit);
    output.result({ since: since.toISOString(), found: topics.length, topics: shown }, () => {
      if (shown.length === 0) return output.say('No article since then has a topic.');
      const days = by === 'day' ? [...new Set(counts.flatMap(({ day }) => day ?? []))].sort() : [];
      const rows = shown.map(({ code, label, articles, days: counted }) => [
        code,
        articles,
        ...days.map((day) => counted?.find((one) => one.day === day)?.articles ?? 0),
        label,
      ]);
      output.say(table(['CODE', 'ARTICLES', ...days.map((day) => day.slice(5)), 'TOPIC'], rows));
      if (topics.length > limit) output.say(`… and ${topics.length - limit} more; see --limit.`);
    });
  });
}
