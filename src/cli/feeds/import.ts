// `presswatch feeds import`: an OPML list, taken over as far as it can be; every line that can't is named.
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type BadOutline, type Outline, readOpml } from '../../feed/opml.ts';
import { addFeed, spreadFirstPolls } from '../../store/feeds.ts';
import { withHouse } from '../house-command.ts';
import type { House } from '../open.ts';
import { CommandFailed, EXIT, type Output, plural } from '../output.ts';

/** more would fill a screen, and have one cause; --json has all */
const MOST_LINES = 20;

export function addImport(feeds: Command): void {
  feeds
    .command('import <file>')
    .description('watch all feeds of an OPML file, in its folders')
    .option('--strict', 'take nothing over when one line is bad')
    .addHelpText(
      'after',
      '\nBad lines are listed and left out. Exit code 1: nothing could be taken over, or --strict and a bad line.' +
        '\n\nExample:\n  presswatch feeds import config/feeds.opml\n',
    )
    .action((file: string, options: { strict?: boolean }, command: Command) =>
      withHouse(command, async (house, output) => {
        const { feeds: list, bad } = await readList(file);
        const refused = bad.length > 0 && (options.strict === true || list.length === 0);
        const results = refused ? [] : await addAll(house, list);
        if (refused) process.exitCode = EXIT.failed;
        output.result({ feeds: results, bad }, () => print(file, results, bad, refused, output));
      }),
    );
}

async function readList(file: string): Promise<{ feeds: Outline[]; bad: BadOutline[] }> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandFailed(`${file} can't be read: ${error.message}`);
  });
  const read = readOpml(text);
  if (read.kind !== 'done') throw new CommandFailed(`${file}: ${read.detail ?? read.reason}`);
  if (read.value.feeds.length + read.value.bad.length === 0)
    throw new CommandFailed(`${file} is OPML without any feed in it (no outline has an xmlUrl).`);
  return read.value;
}

type Result = { id: number; added: boolean; url: string };

const addAll = (house: House, list: readonly Outline[]): Promise<Result[]> =>
  house.store.tx(async (sql) => {
    const done: Result[] = [];
    for (const one of list) done.push({ ...(await addFeed(sql, one)), url: one.url });
    await spreadFirstPolls(
      sql,
      done.filter((one) => one.added).map((one) => one.id),
    );
    return done;
  });

function print(file: string, results: Result[], bad: BadOutline[], refused: boolean, output: Output): void {
  const added = results.filter((result) => result.added).length;
  if (refused) output.say(`Nothing was taken over from ${file}.`);
  else output.say(`${plural(added, 'feed')} added, ${results.length - added} known already.`);
  if (bad.length > 0) output.say(`${plural(bad.length, 'line')} left out:`);
  for (const { line, problem } of bad.slice(0, MOST_LINES)) output.say(`  line ${line}: ${problem}`);
  if (bad.length > MOST_LINES) output.say(`  and ${bad.length - MOST_LINES} more; --json lists all`);
  if (added > 0) output.say('A running service polls them within seconds; "presswatch start" runs one.');
}
