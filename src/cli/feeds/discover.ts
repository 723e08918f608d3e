// `presswatch feeds discover`: the feeds of a site, and what was tried to find them. Watches nothing.
import type { Command } from 'commander';
import { type Attempt, type FoundFeed, findFeeds, type Search } from '../../pipeline/find-feeds.ts';
import { withHouse } from '../house-command.ts';
import { EXIT, type Output, plain, plural } from '../output.ts';
import { table } from '../table.ts';
import { checkedUrl } from './address.ts';
import { telling } from './look.ts';
import { reaching } from './reach.ts';

export function addDiscover(feeds: Command): void {
  feeds
    .command('discover <url>')
    .description('look for the feeds of a site: what its page names, usual names, news sitemaps')
    .addHelpText(
      'after',
      '\nOne request at a time, robots.txt obeyed; ends at the first step that gives feeds. Exit code 1: none found.' +
        '\n\nExample:\n  presswatch feeds discover https://example.org/\n',
    )
    .action((url: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const address = checkedUrl(url);
        const seen: Attempt[] = [];
        const quiet = telling(output, () => {
          const last = seen.at(-1);
          if (last === undefined) return `Waiting for ${new URL(address).host}: its turn, or its answer.`;
          return `Asked ${plural(seen.length, 'address')} so far. ${last.url}: ${last.answer}`;
        });
        const onAttempt = (attempt: Attempt) => void seen.push(attempt);
        const search = await reaching(house, (deps) => findFeeds(address, deps, { onAttempt })).finally(
          quiet,
        );
        if (search.feeds.length === 0) process.exitCode = EXIT.failed;
        output.result(search, () => print(address, search, output));
      }),
    );
}

function print(url: string, { feeds, attempts, leftOut }: Search, output: Output): void {
  if (feeds.length === 0) output.say(`No feed was found at ${url}.`);
  else {
    output.say(feedTable(feeds));
    output.say(`\nWatch one with: presswatch feeds add ${feeds[0]?.url}`);
  }
  output.say(`\nTried, in this order (${plural(attempts.length, 'attempt')}):`);
  for (const { url: tried, by, answer } of attempts)
    output.say(`  ${tried} (${SOURCES[by]}): ${plain(answer)}`);
  if (leftOut.length > 0)
    output.say(`Time was up (the site is slow, or asks for long pauses); not asked: ${leftOut.join(', ')}`);
}

/** Found feeds as columns. */
export const feedTable = (feeds: readonly FoundFeed[]): string =>
  table(
    ['ADDRESS', 'KIND', 'ITEMS', 'NEWEST', 'TITLE'],
    feeds.map((feed) => [
      ...[feed.url, feed.format, feed.items],
      ...[feed.newest?.slice(0, 10) ?? null, feed.title.slice(0, 60)],
    ]),
  );

const SOURCES: Record<Attempt['by'], string> = {
  address: 'the address given',
  header: 'a Link header',
  link: 'a link of the page',
  anchor: 'an anchor of the page',
  guess: 'a usual name',
  'robots.txt': 'for sitemaps',
  robots: 'named by robots.txt',
  'sitemap-guess': 'a usual name of news sitemaps',
};
