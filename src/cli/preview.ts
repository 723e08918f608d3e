// `presswatch subscriptions preview QUERY`: what a query would have alerted to, before anybody is alerted.
import type { Command } from 'commander';
import { systemClock } from '../lib/clock.ts';
import { type Previewed, preview } from '../replay/preview.ts';
import { type Rate, rateOf } from '../replay/rate.ts';
import { checkedQuery } from './check-query.ts';
import { mustFind } from './find-subscription.ts';
import { printFound } from './found.ts';
import { withHouse } from './house-command.ts';
import { openNames } from './open-vocabulary.ts';
import { type Output, plural } from './output.ts';
import { readTime } from './read-time.ts';

type Options = { since: string; show: string; insteadOf?: string };

type Difference = { gained: Previewed[]; lost: Previewed[] };

export function addPreview(subscriptions: Command): void {
  subscriptions
    .command('preview <query>')
    .description(
      'what a query would have matched in the archive: alerts a day, noisiest words, articles with reasons',
    )
    .option('--since <time>', 'how far back: a date, an ISO time, or a span such as 7d', '7d')
    .option('--show <n>', 'how many articles to list', '20')
    .option('--instead-of <id-or-name>', 'also tell what would be gained and lost against this subscription')
    .addHelpText(
      'after',
      `\nExample:\n  presswatch subscriptions preview 'title:(rate OR rates) AND "central bank"' --since 30d\n`,
    )
    .action((query: string, options: Options, command: Command) => {
      const since = readTime('--since', options.since) ?? new Date(0);
      return withHouse(command, async (house, output) => {
        const warnings = await checkedQuery(query, house.store);
        const deps = { store: house.store, ...openNames(house.settings) };
        const present = options.insteadOf === undefined ? null : await mustFind(house, options.insteadOf);
        const found = await collect(query, since, deps, output);
        const before = present && (await collect(present.query, since, deps, output));
        const rate = rateOf(found, since, systemClock.now());
        const difference = before && compare(before, found);
        const shown = {
          gained: difference?.gained,
          lost: difference?.lost,
        };
        output.result({ query, since, ...rate, warnings, found: found, ...shown }, () =>
          print({ rate, warnings, found, difference, show: Number(options.show) || 20 }, output),
        );
      });
    });
}

async function collect(
  query: string,
  since: Date,
  deps: Parameters<typeof preview>[2],
  output: Output,
): Promise<Previewed[]> {
  const found: Previewed[] = [];
  for await (const step of preview(query, since, deps)) {
    found.push(...step.found);
    output.progress(
      `Looking: ${step.seen} of ${plural(step.total, 'text')}, ${plural(found.length, 'match')}`,
    );
  }
  output.progressDone();
  return found;
}

function compare(before: Previewed[], after: Previewed[]): Difference {
  const ids = (list: Previewed[]) => new Set(list.map((one) => one.articleId));
  const [old, now] = [ids(before), ids(after)];
  return {
    gained: after.filter((one) => !old.has(one.articleId)),
    lost: before.filter((one) => !now.has(one.articleId)),
  };
}

type Shown = {
  rate: Rate;
  warnings: string[];
  found: Previewed[];
  difference: Difference | null;
  show: number;
};

function print({ rate, warnings, found, difference, show }: Shown, output: Output): void {
  for (const warning of warnings) output.say(`Note: ${warning}`);
  const daily = rate.alertsPerDay >= 10 ? rate.alertsPerDay.toFixed(0) : rate.alertsPerDay.toFixed(1);
  output.say(`${plural(rate.matches, 'match')}, ${plural(rate.alerts, 'alert')}: about ${daily} a day.`);
  if (rate.noisiest.length > 0) {
    output.say(
      `Most often because of: ${rate.noisiest.map((one) => `${one.what} (${one.matches})`).join(', ')}`,
    );
  }
  output.say();
  if (difference === null) {
    for (const one of found.slice(0, show)) printFound(one, output);
    if (found.length > show) output.say(`… and ${found.length - show} more (--show, --json).`);
    return;
  }
  output.say(
    `${difference.gained.length} gained, ${difference.lost.length} lost against the subscription in force.`,
  );
  for (const [sign, list] of [
    ['+', difference.gained],
    ['-', difference.lost],
  ] as const) {
    for (const one of list.slice(0, show)) {
      output.say(sign);
      printFound(one, output);
    }
  }
}
