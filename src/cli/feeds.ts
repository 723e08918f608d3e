// `presswatch feeds …`: which feeds are watched.
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { writeOpml } from '../feed/opml.ts';
import { listFeeds, removeFeed } from '../store/feeds.ts';
import { addAdd } from './feeds/add.ts';
import { addCheck } from './feeds/check.ts';
import { addDiscover } from './feeds/discover.ts';
import { feedOrUrl } from './feeds/find.ts';
import { addImport } from './feeds/import.ts';
import { addList } from './feeds/list.ts';
import { withHouse } from './house-command.ts';
import { CommandFailed, plural } from './output.ts';

export function addFeeds(program: Command): void {
  const feeds = program.command('feeds').description('the feeds that are watched');
  addAdd(feeds);
  addDiscover(feeds);
  addCheck(feeds);
  addList(feeds);
  feeds
    .command('remove <id-or-url>')
    .description('stop watching a feed; its articles stay')
    .addHelpText('after', '\nExample:\n  presswatch feeds remove 7\n')
    .action((which: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const feed = await feedOrUrl(house.store, which);
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
        if (file === undefined)
          return output.result({ opml, feeds: rows.length }, () => output.say(opml.trimEnd()));
        await writeFile(file, opml).catch((error: Error) => {
          throw new CommandFailed(`${file} can't be written: ${error.message}`);
        });
        output.result({ file, feeds: rows.length }, () =>
          output.say(`${plural(rows.length, 'feed')} written to ${file}.`),
        );
      }),
    );
}
