// `presswatch articles …`: what was read. Each command loads what it needs when it runs.
import type { Command } from 'commander';
import type { ShowOptions } from './articles/show.ts';

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
    .addHelpText(
      'after',
      '\nExamples:\n  presswatch articles show https://example.org/news/1\n' +
        '  presswatch articles show https://example.org/news/1 --diff 1..3\n',
    )
    .action(async (which: string, options: ShowOptions, command: Command) =>
      (await import('./articles/show.ts')).showArticle(which, options, command),
    );
}
