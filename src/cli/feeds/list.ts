// `presswatch feeds list`: all feeds with their state; --failing: those that need a look, each with its reason.
import type { Command } from 'commander';
import { systemClock } from '../../lib/clock.ts';
import { type Delay, delaysByFeed } from '../../store/delays.ts';
import { type FeedRow, listFeeds } from '../../store/feeds.ts';
import { withHouse } from '../house-command.ts';
import { type Output, plain, plural, roughly, when } from '../output.ts';
import { table } from '../table.ts';
import { type Health, healthOf } from './health.ts';

type Line = { feed: FeedRow; health: Health; delay: Delay | null };

/** delays are of so many last days */
const DAYS = 7;

export function addList(feeds: Command): void {
  feeds
    .command('list')
    .description('all feeds with their state')
    .option(
      '--failing',
      'only those that fail, are gone, or are quieter than their rhythm; each with its reason',
    )
    .addHelpText(
      'after',
      '\nSilent is a feed that is read without fault, but brought nothing although nine items were to be expected since its' +
        '\nlast one, by its own hours of the week, for three times its longest known pause (six hours at least).' +
        '\nDelay is from the time that the feed gives for an item to the poll that showed it, over the last seven days: half' +
        '\nof the items came within the first time, nineteen of twenty within the second.' +
        '\n\nExample:\n  presswatch feeds list --failing\n',
    )
    .action((options: { failing?: boolean }, command: Command) =>
      withHouse(command, async (house, output) => {
        const now = systemClock.now();
        const delays = await delaysByFeed(house.store, DAYS);
        const all = (await listFeeds(house.store)).map((feed) => ({
          ...{ feed, health: healthOf(feed, now), delay: delays.get(feed.id) ?? null },
        }));
        const lines = all.filter(({ health }) => !options.failing || NEEDS_LOOK.has(health.state));
        output.result(lines.map(forJson), () => {
          if (options.failing) printFailing(lines, all.length, output);
          else printAll(lines, output);
        });
      }),
    );
}

const NEEDS_LOOK: ReadonlySet<string> = new Set(['failing', 'gone', 'silent']);

const forJson = ({ feed, health, delay }: Line) => ({
  ...{ id: feed.id, url: feed.url, title: feed.title, folder: feed.folder },
  ...{ state: health.state, failures: feed.failures, reason: feed.last_reason },
  ...{ problem: feed.last_error, problems: health.problems },
  ...{ last_ok: feed.last_ok_at, last_new: feed.last_new_at },
  next_poll: feed.state === 'active' ? feed.next_poll_at : null,
  next_because: health.because,
  ...{ items: feed.items_seen, items_a_week: health.itemsAWeek, silent_from: feed.silent_from },
  delay_s: delay && { p50: delay.p50, p95: delay.p95, items: delay.items, days: DAYS },
  ...{
    hub: feed.hub,
    pushed_until: feed.pushed_until,
    moved_to: feed.moved_to,
    former_urls: feed.former_urls,
  },
});

function printAll(lines: Line[], output: Output): void {
  if (lines.length === 0) {
    output.say('No feeds. "presswatch feeds add URL" adds one.');
    return;
  }
  const cells = lines.map(({ feed, health, delay }) => [
    ...[feed.id, health.state, feed.items_seen, health.itemsAWeek ?? (health.pace && 'too early')],
    delay && `${roughly(delay.p50)} / ${roughly(delay.p95)}`,
    ...[
      when(feed.last_ok_at),
      feed.state === 'active' ? when(feed.next_poll_at) : null,
      feed.title.slice(0, 40),
    ],
    health.problems.length === 0 ? feed.url : `${feed.url} (${health.problems[0]})`,
  ]);
  const heads = ['ID', 'STATE', 'ITEMS', 'A WEEK', 'DELAY', 'LAST GOOD', 'NEXT', 'TITLE', 'ADDRESS'];
  output.say(table(heads, cells));
}

function printFailing(lines: Line[], total: number, output: Output): void {
  if (lines.length === 0) {
    output.say(`None of ${plural(total, 'feed')} needs a look.`);
    return;
  }
  for (const { feed, health } of lines) {
    output.say(
      `${feed.id}  ${health.state}  ${feed.url}${feed.title ? `  "${plain(feed.title).slice(0, 60)}"` : ''}`,
    );
    for (const problem of health.problems) output.say(`   ${plain(problem)}`);
    const pace = health.pace === null ? '' : `; ${health.pace}`;
    output.say(`   last good ${when(feed.last_ok_at) ?? 'never'}${pace}${next(feed, health)}`);
  }
  output.say(`\n${lines.length} of ${plural(total, 'feed')}. "presswatch feeds check ID" asks one now.`);
}

const next = (feed: FeedRow, health: Health): string =>
  feed.state === 'active'
    ? `; next poll ${when(feed.next_poll_at)}${health.because ? ` (${health.because})` : ''}`
    : '';
