// `presswatch feeds …`: which feeds are watched.
import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readOpml, writeOpml } from '../feed/opml.ts';
import { addFeed, type FeedRow, findFeed, listFeeds, removeFeed } from '../store/feeds.ts';
import { withHouse } from './house-command.ts';
import type { House } from './open.ts';
import { CommandFailed, EXIT, type Output, plural, table, when } from './output.ts';

export function addFeeds(program: Command): void {
  const feeds = program.command('feeds').description('the feeds that are watched');
  feeds
    .command('add <url...>')
    .description('watch feeds from now on')
    .option('--folder <name>', 'folder to file them under')
    .addHelpText(
      'after',
      '\nExample:\n  presswatch feeds add https://example.org/rss.xml --folder Agencies\n',
    )
    .action((urls: string[], options: { folder?: string }, command: Command) =>
      withHouse(command, async (house, output) => {
        const wishes = urls.map((url) => ({ url: checkedUrl(url), title: '', folder: options.folder ?? '' }));
        await addAll(house, output, wishes);
      }),
    );
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
  feeds
    .command('import <file>')
    .description('watch all feeds of an OPML file')
    .addHelpText('after', '\nExample:\n  presswatch feeds import config/feeds.opml\n')
    .action((file: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const text = await readFile(file, 'utf8').catch((error: Error) => {
          throw new CommandFailed(`${file} can't be read: ${error.message}`);
        });
        const outlines = readOpml(text);
        if (outlines.kind !== 'done')
          throw new CommandFailed(`${file}: ${outlines.detail ?? outlines.reason}`);
        await addAll(house, output, outlines.value);
      }),
    );
  feeds
    .command('export [file]')
    .description('all feeds as OPML, to a file or to standard output')
    .addHelpText('after', '\nExample:\n  presswatch feeds export feeds.opml\n')
    .action((file: string | undefined, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const rows = await listFeeds(house.store);
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

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new CommandFailed(`"${text}" is no http or https address.`, EXIT.usage);
  }
  if (url.username !== '' || url.password !== '') {
    throw new CommandFailed(
      'A feed address must not carry a user or password: it would be stored and shown.',
      EXIT.usage,
    );
  }
  url.hash = '';
  return url.href;
}

type Wish = { url: string; title: string; folder: string };

async function addAll(house: House, output: Output, wishes: Wish[]): Promise<void> {
  const results = await house.store.tx(async (sql) => {
    const done = [];
    for (const wish of wishes) done.push({ ...(await addFeed(sql, wish)), url: wish.url });
    return done;
  });
  const added = results.filter((result) => result.added).length;
  output.result(results, () => {
    output.say(`${plural(added, 'feed')} added, ${results.length - added} known already.`);
    if (added > 0) output.say('A running service polls them within seconds; "presswatch start" runs one.');
  });
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
