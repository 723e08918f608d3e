// `presswatch try …`: one stage on your own data. JSON lines in, JSON lines out; no store, no network.
import type { Command } from 'commander';
import { LABELS_OPTION } from './labels-option.ts';
import type { TextOptions } from './try/text.ts';

const LINES = 'One JSON object a line on standard input, one a line on standard output, in the same order.';

export function addTry(program: Command): void {
  const group = program
    .command('try')
    .description('one stage on your own data: JSON lines in, JSON lines out');
  group
    .command('feed')
    .description('parse feed files')
    .addHelpText(
      'after',
      `\n${LINES}\nIn: {id, file, content_type?, url?}\n\nExample:\n  echo '{"id":1,"file":"rss.xml"}' | presswatch try feed\n`,
    )
    .action(async () => (await import('./try/feed.ts')).tryFeed());
  group
    .command('page')
    .description('extract articles from page files (gzip is understood)')
    .addHelpText(
      'after',
      `\n${LINES}\nIn: {id, file, url}\n\nExample:\n  echo '{"id":1,"file":"page.html","url":"https://example.org/a"}' | presswatch try page\n`,
    )
    .action(async () => (await import('./try/page.ts')).tryPage());
  group
    .command('text')
    .description('language, entities and topics of texts')
    .option('--conll', 'two-column CoNLL in, token<TAB>TAG out')
    .option(
      '--lang <tag>',
      'what the texts are said to be in, as a feed or page would; a hint where they leave doubt',
    )
    .option(...LABELS_OPTION)
    .addHelpText(
      'after',
      `\n${LINES}\nIn: {id, title?, text, lang?}; lang is taken as given, without it the language is found.\nOut: {id, lang, entities: [{type, text, start, end, id, name, score, field?}],\n      topics: [{code, label, score, via, because}]}\n\nExample:\n  echo '{"id":1,"text":"Erdogan met Merkel in Ankara."}' | presswatch try text\n`,
    )
    .action(async (options: TextOptions) => {
      const { tryConll, tryText } = await import('./try/text.ts');
      await (options.conll ? tryConll() : tryText(options));
    });
  group
    .command('query')
    .description('judge queries on documents')
    .option(
      '--warnings',
      'also tell what is doubtful about each query: {…, warnings: [{code, start, end, message, hint?}]}',
    )
    .addHelpText(
      'after',
      `\n${LINES}\nIn: {id, query, doc: {title, body, source?, lang?, topic?, entity?, …}}\n\nExample:\n  echo '{"id":1,"query":"bank*","doc":{"title":"Banks","body":""}}' | presswatch try query\n`,
    )
    .action(async (options: { warnings?: boolean }) => (await import('./try/query.ts')).tryQuery(options));
}
