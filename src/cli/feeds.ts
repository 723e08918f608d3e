// `presswatch feeds …`: which feeds are watched.
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { writeOpml } from '../feed/opml.ts';
import { type FeedRow, findFeed, listFeeds, removeFeed } from '../store/feeds.ts';
import { addAdd } from './feeds/add.ts';
import { addDiscover } from './feeds/discover.ts';
import { addImport } from './feeds/import.ts';
import { withHouse } from './house-command.ts';
import { CommandFailed, type Output, plural, table, when } from './output.ts';

export function addFeeds(program: Command): void {
  const feeds = program.command('feeds').description('the feeds that are watched');
  addAdd(feeds);
  addDiscover(feeds);
  feeds
    .command('list')
    .description('all feeds with their state')
    .option('--failing', 'only those whose last poll failed')
    .addHelpText('after', '\nExample:\n  presswatch feeds list --failing\n')
    .action((options: { failing?: boolean }, command: Command) =>
      withHouse(command, async (house, output) => {
        const rows = (await listFeeds(house.store)).filter((feed) => !options.failing || feed.failures > 0);
        output.result(rows.map(forJson), () => printFeeds(rows, output));
      }),
    );
  feeds
    .command('remove <id-or-url>')
    .description('stop watching a feed; its articles stay')
    .addHelpText('after', '\nExample:\n  presswatch feeds remove 7\n')
    .action((which: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const feed = await findFeed(house.store, which);
        if (!feed) throw new CommandFailed(`There is no feed "${which}". "presswatch feeds list" shows all.`);
        await removeFeed(house.store, feed.id);
        output.result({ removed: feed.id }, () => output.say(`${feed.url} is no longer watched.`));
      }),
    );
  addImport(feeds);
  feeds
    .command('export [file]')
    .description('all feeds that are polled as OPML, to a file or to standard output')
    .addHelpText('after', '\nExample:\n  presswatch feeds export feeds.opml\n')
    .action((file: string | undefined, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        // a feed that its server called gone would only be a bad line for whoever imports the list
        const rows = (await listFeeds(house.store)).filter((feed) => feed.state === 'active');
        const opml = writeOpml(
          rows.map(({ url, title, folder }) => ({ url, title, folder })),
          'Presswatch feeds',
        );
        if (file === undefined) return output.result({ opml, feeds: rows.length }, () => output.say(opml));
        await writeFile(file, opml);
        output.result({ file, feeds: rows.length }, () =>
          output.say(`${plural(rows.length, 'feed')} written to ${file}.`),
        );
      }),
    );
}

const forJson = (feed: FeedRow) => ({
  id: feed.id,
  url: feed.url,
  title: feed.title,
  folder: feed.folder,
  state: feed.state,
  failures: feed.failures,
  problem: feed.last_error,
  last_ok: feed.last_ok_at,
  next_poll: feed.next_poll_at,
  items: feed.items_seen,
});

function printFeeds(rows: FeedRow[], output: Output): void {
  if (rows.length === 0) {
    output.say('No feeds. "presswatch feeds add URL" adds one.');
    return;
  }
  const cells = rows.map((feed) => [
    feed.id,
    feed.failures > 0 ? 'failing' : feed.last_ok_at === null ? 'new' : feed.state,
    feed.items_seen,
    when(feed.last_ok_at),
    when(feed.next_poll_at),
    feed.title.slice(0, 40),
    feed.last_error === null ? feed.url : `${feed.url} (${feed.last_error})`,
  ]);
  output.say(table(['ID', 'STATE', 'ITEMS', 'LAST GOOD', 'NEXT', 'TITLE', 'ADDRESS'], cells));
}
