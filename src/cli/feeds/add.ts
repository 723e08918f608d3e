// `presswatch feeds add`: looks before it watches, so that a page is not watched in a feed's place.
import type { Command } from 'commander';
import { durationMs } from '../../config/duration.ts';
import { setFloor, setFolder, spreadFirstPolls } from '../../store/feeds.ts';
import { withHouse } from '../house-command.ts';
import type { House } from '../open.ts';
import { CommandFailed, EXIT, type Output, roughly } from '../output.ts';
import { printResults } from './add-report.ts';
import { readAddress } from './address.ts';
import { addOne, lookAndAdd, type Result, type Wish } from './look.ts';
import { reaching } from './reach.ts';

type Options = { folder?: string; every?: string; look: boolean };

export function addAdd(feeds: Command): void {
  feeds
    .command('add <url...>')
    .description('watch feeds (RSS, Atom, JSON Feed, news sitemaps) from now on')
    .option('--folder <name>', 'folder to file them under; those watched already move there')
    .option(
      '--every <time>',
      'ask as often as this where its rhythm calls for it, whatever its server says (10m); not below poll.floor',
    )
    .option('--no-look', 'watch them without asking them first')
    .addHelpText(
      'after',
      '\nAn address that is a page is refused, with the feeds that the page names. One that does not answer now is watched' +
        '\nall the same. Of more than three addresses, those that are pages are not searched beyond what they name. Exit code 1:' +
        '\nat least one was refused.' +
        '\n\nExamples:\n  presswatch feeds add https://example.org/rss.xml --folder Agencies\n  presswatch feeds add https://example.org/news-sitemap.xml\n',
    )
    .action((urls: string[], options: Options, command: Command) =>
      withHouse(command, async (house, output) => {
        const { wishes, bad } = readWishes(urls, options.folder ?? '');
        const floorMs =
          options.every === undefined ? null : checkedTime(options.every, house.settings.poll.floor);
        const results = [...(await addAll(wishes, options, house, output)), ...bad];
        const ids = results.flatMap(({ id }) => id ?? []);
        if (floorMs !== null) await setFloor(house.store, ids, floorMs);
        if (options.folder !== undefined) await setFolder(house.store, ids, options.folder);
        await spreadFirstPolls(house.store, addedIds(results));
        if (results.some((result) => result.problem !== undefined)) process.exitCode = EXIT.failed;
        output.result(results, () => printResults(results, output));
      }),
    );
}

const addedIds = (results: readonly Result[]): number[] =>
  results.flatMap(({ id, added }) => (added && id !== null ? [id] : []));

async function addAll(wishes: Wish[], options: Options, house: House, output: Output): Promise<Result[]> {
  if (options.look) return reaching(house, (deps) => lookAndAdd(wishes, { house, deps, output }));
  const results: Result[] = [];
  for (const wish of wishes) results.push(await addOne(house, wish));
  return results;
}

/** Each address once, and those that are none. @throws CommandFailed when there is nothing else */
function readWishes(urls: readonly string[], folder: string): { wishes: Wish[]; bad: Result[] } {
  const wishes = new Map<string, Wish>();
  const bad: Result[] = [];
  for (const text of urls) {
    const address = readAddress(text);
    if ('url' in address) wishes.set(address.url, { url: address.url, folder });
    else bad.push({ id: null, added: false, url: text, problem: address.problem });
  }
  if (wishes.size === 0) throw new CommandFailed(bad.map((one) => one.problem).join('\n'), EXIT.usage);
  return { wishes: [...wishes.values()], bad };
}

/** Refuses what would not be kept: no feed is asked more often than the settings' floor. */
function checkedTime(text: string, floorMs: number): number {
  const ms = durationMs(text);
  if (ms === null) throw new CommandFailed(`"${text}" is no time: write 10m, 2h, 1d.`, EXIT.usage);
  if (ms >= floorMs) return ms;
  const floor = roughly(floorMs / 1000);
  throw new CommandFailed(
    `--every ${text} is below poll.floor: no feed is asked more often than every ${floor}. Write at least that, or lower poll.floor.`,
    EXIT.usage,
  );
}
