// `presswatch replay`: archived work run again. Shows what would change; sends nothing unless told to fill gaps.
import type { Command } from 'commander';
import { findFeed } from '../store/feeds.ts';
import {
  countChanges,
  createReplay,
  type ListedChange,
  listChanges,
  loadReplay,
  type ReplayStage,
  type Selection,
} from '../store/replays.ts';
import { mustFind } from './find-subscription.ts';
import { withHouse } from './house-command.ts';
import type { House } from './open.ts';
import { CommandFailed, EXIT, type Output, plural } from './output.ts';
import { readTime } from './read-time.ts';

type Options = {
  from: string;
  since?: string;
  until?: string;
  feed?: string;
  subscription?: string;
  failed?: boolean;
  apply?: string;
};

const STAGES: readonly ReplayStage[] = ['extract', 'tag', 'match'];

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('run archived items again and show which matches would be gained and lost; nothing is sent')
    .requiredOption('--from <stage>', `where to begin: ${STAGES.join(', ')}`)
    .option('--since <time>', 'items seen at or after: a date, an ISO time, or a span such as 7d')
    .option('--until <time>', 'items seen before')
    .option('--feed <id-or-url>', 'only items of this feed')
    .option('--subscription <id-or-name>', 'only matches of this subscription')
    .option('--failed', 'only items that were rejected')
    .option('--apply <how>', 'fill: store the results and deliver what was never delivered')
    .addHelpText(
      'after',
      '\nExamples:\n  presswatch replay --from tag --since 7d\n  presswatch replay --from match --subscription Rates --apply fill\n',
    )
    .action((options: Options, command: Command) =>
      withHouse(command, async (house, output) => {
        const from = STAGES.find((stage) => stage === options.from);
        if (!from)
          throw new CommandFailed(`--from takes ${STAGES.join(', ')}, not "${options.from}".`, EXIT.usage);
        if (options.apply !== undefined && options.apply !== 'fill') {
          throw new CommandFailed(`--apply takes fill, not "${options.apply}".`, EXIT.usage);
        }
        const mode = options.apply === 'fill' ? 'fill' : 'shadow';
        const selection = await readSelection(options, house);
        const id = await replayNow(house, output, { from, mode, selection });
        await report(house, output, id);
      }),
    );
}

async function readSelection(options: Options, house: House): Promise<Selection> {
  const feed = options.feed === undefined ? null : await findFeed(house.store, options.feed);
  if (options.feed !== undefined && feed === null)
    throw new CommandFailed(`There is no feed "${options.feed}".`);
  const subscription =
    options.subscription === undefined ? null : await mustFind(house, options.subscription);
  return {
    since: readTime('--since', options.since)?.toISOString(),
    until: readTime('--until', options.until)?.toISOString(),
    feedId: feed?.id,
    subscriptionId: subscription?.id,
    failed: options.failed,
  };
}

/** Runs the replay here, with progress; a service that runs beside it would finish it should this be killed. */
async function replayNow(
  house: House,
  output: Output,
  wish: { from: ReplayStage; mode: 'shadow' | 'fill'; selection: Selection },
): Promise<number> {
  const [{ runReplay }, { openDeps }, { connectQueue }] = await Promise.all([
    import('../replay/run.ts'),
    import('./open-deps.ts'),
    import('./connect-queue.ts'),
  ]);
  const open = new AsyncDisposableStack();
  try {
    const tools = await openDeps(house, (jobs) => queue.enqueue(jobs), {
      threads: house.settings.extract.threads,
      judges: true,
      fetches: false,
    });
    open.defer(tools.close);
    const queue = await connectQueue(house);
    open.defer(queue.close);
    const replay = await createReplay(house.store, wish);
    await runReplay(replay.id, tools.deps, ({ seen, total }) =>
      output.progress(`Replaying: ${seen} of ${plural(total, 'item')}`),
    );
    output.progressDone();
    return replay.id;
  } finally {
    await open.disposeAsync();
  }
}

async function report(house: House, output: Output, id: number): Promise<void> {
  const replay = await loadReplay(house.store, id);
  const counts = await countChanges(house.store, id);
  const changes = await listChanges(house.store, id);
  const summary = { id, from: replay?.from_stage, mode: replay?.mode, items: replay?.seen ?? 0, ...counts };
  output.result({ ...summary, changes }, () => {
    for (const change of changes) printChange(change, output);
    output.say(
      `${plural(summary.items, 'item')} replayed from ${summary.from}: ` +
        `${counts.gained} gained, ${counts.lost} lost, ${plural(counts.kept, 'match')} as before.`,
    );
    if (replay?.mode === 'shadow')
      output.say('Nothing was stored or sent. Add --apply fill to deliver what was gained.');
    else if (counts.promised === 0) output.say('There was nothing to deliver.');
    else
      output.say(
        `${counts.promised === 1 ? '1 delivery' : `${counts.promised} deliveries`} promised; a running service sends them.`,
      );
  });
}

function printChange(change: ListedChange, output: Output): void {
  output.say(
    `${change.change === 'gained' ? '+' : '-'} "${change.subscription}": ${change.title}\n    ${change.url}`,
  );
  const words = [...new Set((change.receipt?.spans ?? []).map((span) => span.text))].slice(0, 6);
  const causes = (change.receipt?.causes ?? []).map((cause) => `${cause.kind} ${cause.name}`).slice(0, 4);
  if (words.length + causes.length > 0)
    output.say(`    because of ${[...words.map((word) => `“${word}”`), ...causes].join(', ')}`);
}
