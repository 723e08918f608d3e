// `presswatch feeds import`: an OPML list, taken over as far as it can be; every line that can't is named.
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type BadOutline, type Outline, readOpml } from '../../feed/opml.ts';
import { addFeed, spreadFirstPolls } from '../../store/feeds.ts';
import { withHouse } from '../house-command.ts';
import type { House } from '../open.ts';
import { CommandFailed, EXIT, type Output, plain, plural } from '../output.ts';
import { unreadable } from '../unreadable.ts';
import { printResults } from './add-report.ts';
import { lookAndAdd, type Result, telling } from './look.ts';
import { reaching } from './reach.ts';

/** more would fill a screen, and have one cause; --json has all */
const MOST_LINES = 20;

export function addImport(feeds: Command): void {
  feeds
    .command('import <file>')
    .description('watch all feeds of an OPML file, in its folders')
    .option('--strict', 'take nothing over when one line is bad')
    .option('--look', 'ask each address first, and leave out those that are no feeds')
    .addHelpText(
      'after',
      '\nBad lines are listed and left out. Exit code 1: nothing could be taken over, or --strict and a bad line.' +
        '\n\nExample:\n  presswatch feeds import config/feeds.opml\n',
    )
    .action((file: string, options: Options, command: Command) =>
      withHouse(command, async (house, output) => {
        if (options.strict && options.look)
          throw new CommandFailed(
            '--strict takes all or nothing, --look adds what it finds good as it goes: use one of the two.',
            EXIT.usage,
          );
        const { feeds: list, bad } = await readList(file);
        const refused = bad.length > 0 && (options.strict === true || list.length === 0);
        const results = refused ? [] : await takeOver(list, options, house, output);
        if (refused || results.some((one) => one.problem !== undefined)) process.exitCode = EXIT.failed;
        output.result({ feeds: results, bad }, () => {
          if (!refused) return printResults(results, output, () => printBad(bad, output));
          output.say(`Nothing was taken over from ${file}.`);
          printBad(bad, output);
        });
      }),
    );
}

type Options = { strict?: boolean; look?: boolean };

async function readList(file: string): Promise<{ feeds: Outline[]; bad: BadOutline[] }> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandFailed(unreadable(file, error));
  });
  const read = readOpml(text);
  if (read.kind !== 'done') throw new CommandFailed(`${file}: ${read.detail ?? read.reason}`);
  if (read.value.feeds.length + read.value.bad.length === 0)
    throw new CommandFailed(`${file} is OPML without any feed in it (no outline has an xmlUrl).`);
  return read.value;
}

async function takeOver(
  list: readonly Outline[],
  { look = false }: Options,
  house: House,
  output: Output,
): Promise<Result[]> {
  const results = look
    ? await reaching(house, (deps) => lookAndAdd(list, { house, deps, output }))
    : await addAll(house, list, output);
  const added = results.flatMap(({ id, added }) => (added && id !== null ? [id] : []));
  await spreadFirstPolls(house.store, added);
  return results;
}

/** All or, when that fails in the middle, none. */
async function addAll(house: House, list: readonly Outline[], output: Output): Promise<Result[]> {
  const results: Result[] = [];
  const quiet = telling(output, () => `Taking over: ${results.length} of ${plural(list.length, 'feed')}`);
  try {
    await house.store.tx(async (sql) => {
      for (const one of list) {
        const added = await addFeed(sql, one);
        results.push(added.url === one.url ? added : { ...added, given: one.url });
      }
    });
  } finally {
    quiet();
  }
  return results;
}

function printBad(bad: readonly BadOutline[], output: Output): void {
  if (bad.length > 0) output.say(`${plural(bad.length, 'line')} left out:`);
  for (const { line, problem } of bad.slice(0, MOST_LINES)) output.say(`  line ${line}: ${plain(problem)}`);
  if (bad.length > MOST_LINES) output.say(`  and ${bad.length - MOST_LINES} more; --json lists all`);
}
