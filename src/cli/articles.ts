// `presswatch articles …`: what was read. Each command loads what it needs when it runs.
import type { Command } from 'commander';
import type { ShowOptions } from './articles/show.ts';
import { LABELS_OPTION } from './labels-option.ts';

export function addArticles(program: Command): void {
  const articles = program.command('articles').description('the articles that were read');
  articles
    .command('search <query>')
    .description('articles that a query is true of, newest first; the same language as for subscriptions')
    .option('--since <time>', 'seen at or after: a date, an ISO time, or a span such as 7d')
    .option('--limit <n>', 'how many at most', '20')
    .addHelpText('after', `\nExample:\n  presswatch articles search '"central bank" AND rate*' --since 7d\n`)
    .action(async (query: string, options: { limit: string; since?: string }, command: Command) =>
      (await import('./articles/search.ts')).searchArticles(query, options, command),
    );
  articles
    .command('show <id-or-url>')
    .description('one article, its mentions marked in the text, with its entities and topics')
    .option('--revisions', 'list the states of its text: when, what kind of change, words that came and went')
    .option(
      '--diff [range]',
      'what changed, by words: between two revisions (1..3), up to one (3), or at last',
    )
    .option('--html', 'its text as HTML, made harmless')
    .option(...LABELS_OPTION)
    .addHelpText(
      'after',
      '\nExamples:\n  presswatch articles show https://example.org/news/1\n' +
        '  presswatch articles show https://example.org/news/1 --diff 1..3\n',
    )
    .action(async (which: string, options: ShowOptions, command: Command) =>
      (await import('./articles/show.ts')).showArticle(which, options, command),
    );
  articles
    .command('extract [url]')
    .description('read one page now: each field with where it was found, what was taken out, the text')
    .option('--file <page>', 'read this saved page (may be gzipped) in place of fetching; no network')
    .option('--html', "the article's HTML in place of its text")
    .addHelpText(
      'after',
      '\nStores nothing. Asks robots.txt and waits its turn at the host. Exit code 1: the page is no article.' +
        '\n\nExamples:\n  presswatch articles extract https://example.org/news/1\n' +
        '  presswatch articles extract https://example.org/news/1 --file page.html --html\n',
    )
    .action(async (url: string | undefined, options: { file?: string; html?: boolean }, command: Command) =>
      (await import('./articles/extract.ts')).extractNow(url, options, command),
    );
  articles
    .command('check-site [url]')
    .description("what a site's rule in sites.yaml finds on one page, beside what is read without it")
    .option('--file <page>', 'read this saved page (may be gzipped) in place of fetching; no network')
    .addHelpText(
      'after',
      '\nStores nothing. Exit code 1: no rule, a selector that finds nothing, or no article.' +
        '\n\nExample:\n  presswatch articles check-site https://example.org/news/1\n',
    )
    .action(async (url: string | undefined, options: { file?: string }, command: Command) =>
      (await import('./articles/check-site.ts')).checkSite(url, options, command),
    );
}
