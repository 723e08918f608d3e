// `presswatch feeds check`: asks one feed now, as a poll would, and says what came of it. Stores nothing; stays
// conditional for feeds that are watched, waits its host's turn, and obeys Retry-After.
import process from 'node:process';
import type { Command } from 'commander';
import { systemClock } from '../../lib/clock.ts';
import { checkFeed, strange } from '../../pipeline/check-feed.ts';
import { withHouse } from '../house-command.ts';
import { EXIT } from '../output.ts';
import { pollBounds } from '../poll-bounds.ts';
import { checkedUrl } from './address.ts';
import { printReport, reportOf } from './check-report.ts';
import { feedOrUrl } from './find.ts';
import { reaching } from './reach.ts';

export function addCheck(feeds: Command): void {
  feeds
    .command('check <id-or-url>')
    .description('ask one feed now, without storing anything, and say what its server answers')
    .addHelpText(
      'after',
      '\nA feed that is watched is asked with its validators, so "nothing new" is a good answer. Exit code 1: it could not' +
        '\nbe read.\n\nExamples:\n  presswatch feeds check 7\n  presswatch feeds check https://example.org/rss.xml\n',
    )
    .action((which: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const known = await feedOrUrl(house.store, which);
        const feed = known ?? strange(checkedUrl(which), systemClock.now());
        const checked = await reaching(house, (deps) => checkFeed(feed, pollBounds(house.settings), deps));
        if (checked.outcome.kind !== 'done') process.exitCode = EXIT.failed;
        const report = reportOf(feed, known !== null, checked, systemClock.now());
        output.result(report, () => printReport(report, output));
      }),
    );
}
