// `presswatch articles …`: what was read. Each command loads what it needs when it runs.
import type { Command } from 'commander';

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
    .addHelpText('after', '\nExample:\n  presswatch articles show https://example.org/news/1\n')
    .action(async (which: string, _options, command: Command) =>
      (await import('./articles/show.ts')).showArticle(which, command),
    );
}
