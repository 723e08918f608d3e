// `presswatch feeds add`: looks before it watches, so that a page is not watched in a feed's place.
import type { Command } from 'commander';
import { durationMs } from '../../config/duration.ts';
import { type FoundFeed, findFeeds, type SearchDeps } from '../../pipeline/find-feeds.ts';
import { addFeed, findFeed, setFloor } from '../../store/feeds.ts';
import { withHouse } from '../house-command.ts';
import type { House } from '../open.ts';
import { CommandFailed, EXIT, type Output, plural } from '../output.ts';
import { checkedUrl } from './address.ts';
import { feedTable, tell } from './discover.ts';
import { reaching } from './reach.ts';

type Options = { folder?: string; every?: string; look: boolean };

/** What became of one address. */
type Result = {
  id: number | null;
  added: boolean;
  url: string;
  /** it is watched, but could not be read now */
  warning?: string;
  /** why it is not watched, and what could be in its place */
  problem?: string;
  found?: FoundFeed[];
};

export function addAdd(feeds: Command): void {
  feeds
    .command('add <url...>')
    .description('watch feeds (RSS, Atom, JSON Feed, news sitemaps) from now on')
    .option('--folder <name>', 'folder to file them under')
    .option(
      '--every <time>',
      'ask as often as this where its rhythm calls for it, whatever its server says (10m)',
    )
    .option('--no-look', 'watch them without asking them first')
    .addHelpText(
      'after',
      '\nAn address that is a page is refused, with the feeds that the page names. One that does not answer now is watched' +
        '\nall the same. Exit code 1: at least one was refused.' +
        '\n\nExamples:\n  presswatch feeds add https://example.org/rss.xml --folder Agencies\n  presswatch feeds add https://example.org/news-sitemap.xml\n',
    )
    .action((urls: string[], options: Options, command: Command) =>
      withHouse(command, async (house, output) => {
        const addresses = urls.map(checkedUrl);
        const floorMs = options.every === undefined ? null : checkedTime(options.every);
        const results = options.look
          ? await reaching(house, (deps) => lookAndAdd(addresses, options, { house, deps, output }))
          : await addUnseen(addresses, options, house);
        const ids = results.flatMap(({ id }) => id ?? []);
        if (floorMs !== null) await setFloor(house.store, ids, floorMs);
        output.progressDone();
        if (results.some((result) => result.problem !== undefined)) process.exitCode = EXIT.failed;
        output.result(results, () => print(results, output));
      }),
    );
}

function checkedTime(text: string): number {
  const ms = durationMs(text);
  if (ms === null) throw new CommandFailed(`"${text}" is no time: write 10m, 2h, 1d.`, EXIT.usage);
  return ms;
}

type Means = { house: House; deps: SearchDeps; output: Output };

async function lookAndAdd(urls: string[], options: Options, means: Means): Promise<Result[]> {
  const results: Result[] = [];
  for (const url of urls) results.push(await lookAt(url, options, means));
  return results;
}

async function lookAt(url: string, options: Options, { house, deps, output }: Means): Promise<Result> {
  const known = await findFeed(house.store, url);
  if (known?.state === 'active') return { id: known.id, added: false, url };
  const search = await findFeeds(url, deps, { isFeed: true, onAttempt: (attempt) => tell(attempt, output) });
  const [first] = search.attempts;
  if (first?.feed) return add(first.feed.url, options, house);
  if (first?.answered === false) return { ...(await add(url, options, house)), warning: first.answer };
  return {
    id: null,
    added: false,
    url,
    problem: first?.answer ?? 'It does not answer.',
    found: search.feeds,
  };
}

async function add(url: string, options: Options, house: House): Promise<Result> {
  return { ...(await addFeed(house.store, { url, folder: options.folder ?? '' })), url };
}

const addUnseen = (urls: string[], options: Options, house: House): Promise<Result[]> =>
  Promise.all(urls.map((url) => add(url, options, house)));

function print(results: readonly Result[], output: Output): void {
  const added = results.filter((result) => result.added);
  const refused = results.filter((result) => result.problem !== undefined);
  const known = results.length - added.length - refused.length;
  output.say(`${plural(added.length, 'feed')} added, ${known} known already.`);
  for (const { url, warning } of added)
    if (warning !== undefined)
      output.say(`${url} does not answer as a feed now, and is watched all the same: ${warning}`);
  for (const { url, problem, found = [] } of refused) {
    output.say(`\n${url} was not added. ${problem}`);
    if (found.length === 0)
      output.say('No feed was found there; "presswatch feeds discover" tells what was tried.');
    else output.say(`These were found there; add one by its address:\n${feedTable(found)}`);
  }
  if (added.length > 0)
    output.say('A running service polls them within seconds; "presswatch start" runs one.');
}
