// `presswatch status`: what there is and what waits, in one look.
import type { Command } from 'commander';
import { type Delay, delayOfAll } from '../store/delays.ts';
import { countExamples, type ExampleCounts } from '../store/examples.ts';
import { type InsteadCount, pagesInsteadByFeed } from '../store/instead.ts';
import { type Counts, countAll } from '../store/status.ts';
import { listWorkers, type WorkerRow } from '../store/workers.ts';
import { withHouse } from './house-command.ts';
import { workerName } from './in-force.ts';
import { type Output, plural, roughly, when } from './output.ts';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('what there is and what waits')
    .addHelpText('after', '\nExample:\n  presswatch status --json\n')
    .action((_options, command: Command) =>
      withHouse(command, async (house, output) => {
        const counts = await countAll(house.store);
        const workers = await listWorkers(house.store);
        const delay = await delayOfAll(house.store, 1);
        const examples = await countExamples(house.store);
        const instead = await pagesInsteadByFeed(house.store);
        output.result({ tier: house.tier, ...counts, delay_s: delay, instead, workers, examples }, () => {
          printCounts(counts, output);
          printDelay(delay, output);
          printInstead(instead, output);
          printExamples(examples, output);
          printWorkers(workers, output);
        });
      }),
    );
}

const LABELS: Record<string, string> = { fetch: 'to fetch', extract: 'to read', tag: 'to tag' };

const list = (groups: Record<string, number>): string =>
  Object.entries(groups)
    .map(([name, count]) => `${count.toLocaleString('en')} ${LABELS[name] ?? name}`)
    .join(', ') || 'none';

/** Feeds that somebody should look at, and with which command. */
function needsLook({ failingFeeds, silentFeeds }: Counts): string {
  const parts = [
    failingFeeds > 0 ? `${failingFeeds} failing` : '',
    silentFeeds > 0 ? `${silentFeeds} quieter than their rhythm` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')}; see "feeds list --failing")`;
}

/** The counts as a short paragraph for people. */
export function printCounts(counts: Counts, output: Output): void {
  output.say(`Feeds          ${list(counts.feeds)}${needsLook(counts)}`);
  output.say(`Items          ${list(counts.items)}`);
  const gone = counts.withdrawn === 0 ? '' : `; ${counts.withdrawn.toLocaleString('en')} withdrawn`;
  output.say(
    `Articles       ${plural(counts.articles, 'article')} in ${plural(counts.revisions, 'revision')}, ${plural(counts.stories, 'story')}${gone}`,
  );
  output.say(`Subscriptions  ${counts.subscriptions}`);
  output.say(`Matches        ${counts.matches}`);
  output.say(`Deliveries     ${list(counts.deliveries)}`);
  if (counts.oldestWaitingSeconds > 5)
    output.say(`Waiting since  ${Math.round(counts.oldestWaitingSeconds)} s`);
  if (counts.rejected.length > 0) {
    output.say(
      'Refused        ' +
        counts.rejected.map((row) => `${row.count} × ${row.stage}: ${row.reason}`).join(', '),
    );
  }
}

function printDelay(delay: Delay | null, output: Output): void {
  if (delay === null) return;
  const { p50, p95, items } = delay;
  const half = `half seen within ${roughly(p50)}, 95 % within ${roughly(p95)} of their feed's own time`;
  output.say(`Delay          ${plural(items, 'item')} of the last day, ${half}`);
}

/** Sites that send something else than articles, as of this week. */
function printInstead(rows: readonly InsteadCount[], output: Output): void {
  for (const [index, { feed, reason, count, of }] of rows.entries()) {
    const label = index === 0 ? 'No articles' : '';
    output.say(`${label.padEnd(15)}${feed}: ${reason}, ${count} of ${of} pages in 7 days`);
  }
}

function printExamples({ examples, failing }: ExampleCounts, output: Output): void {
  if (examples === 0) return;
  const which = failing.map((one) => `${one.count} of ${one.name}`).join(', ');
  output.say(`Examples       ${examples}, ${which ? `failing: ${which}` : 'all passed'}`);
}

function printWorkers(workers: readonly WorkerRow[], output: Output): void {
  if (workers.length === 0) output.say('Workers        none; "presswatch start" runs one');
  for (const [index, worker] of workers.entries()) {
    const judges = worker.rev === null ? '' : `, judges by rev ${worker.rev}`;
    const facts = `${workerName(worker)} (${worker.roles.join(', ')}), since ${when(worker.started_at)}${judges}`;
    output.say(`${index === 0 ? 'Workers' : '       '}        ${facts}`);
    const { vocabulary, vocabulary_problem: problem } = worker;
    if (vocabulary !== null) output.say(`               tags by vocabulary ${vocabulary}`);
    for (const line of problem?.split('\n') ?? [])
      output.say(`               ✗ newer files were refused: ${line}`);
  }
}
