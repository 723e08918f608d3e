// `presswatch articles …`: what was read.
import type { Command } from 'commander';
import type { Tags } from '../model/model.ts';
import { findArticle, listRevisions, type ReadableRevision, searchArticles } from '../store/articles.ts';
import { loadTags } from '../store/tags.ts';
import { withHouse } from './house-command.ts';
import { CommandFailed, EXIT, type Output, plural, when } from './output.ts';

export function addArticles(program: Command): void {
  const articles = program.command('articles').description('the articles that were read');
  articles
    .command('search <words...>')
    .description('full-text search: words, "phrases", or, -without; newest first')
    .option('--limit <n>', 'how many at most', '20')
    .addHelpText('after', `\nExample:\n  presswatch articles search '"central bank" rates'\n`)
    .action((words: string[], options: { limit: string }, command: Command) =>
      withHouse(command, async (house, output) => {
        const limit = Number(options.limit);
        if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
          throw new CommandFailed('--limit takes a whole number from 1 to 1000.', EXIT.usage);
        }
        const found = await searchArticles(house.store, words.join(' '), limit);
        output.result(found, () => {
          if (found.length === 0) return output.say('Nothing found.');
          for (const one of found) {
            output.say(`${one.id}  ${one.title}`);
            output.say(
              `    ${[one.source, when(one.published_at), one.lang, one.url].filter(Boolean).join(' · ')}`,
            );
            output.say(`    ${one.snippet.replace(/\s+/g, ' ')}`);
          }
        });
      }),
    );
  articles
    .command('show <id-or-url>')
    .description('one article with its entities and topics')
    .addHelpText('after', '\nExample:\n  presswatch articles show https://example.org/news/1\n')
    .action((which: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const article = await findArticle(house.store, which);
        if (!article)
          throw new CommandFailed(`There is no article "${which}". "presswatch why ${which}" may know why.`);
        const revisions = await listRevisions(house.store, article.id);
        const latest = revisions.at(-1);
        if (!latest) throw new CommandFailed(`Article ${article.id} has no text yet.`);
        const tags = await loadTags(house.store, latest);
        const { search: _, fingerprint: __, ...shown } = { search: null, fingerprint: null, ...latest };
        output.result({ article, revision: shown, revisions: revisions.length, tags }, () =>
          printArticle(latest, revisions.length, tags, output),
        );
      }),
    );
}

function printArticle(revision: ReadableRevision, revisions: number, tags: Tags, output: Output): void {
  output.say(revision.title);
  const facts = [
    revision.feed_title || revision.site,
    revision.byline,
    when(revision.published_at),
    tags.lang,
  ];
  output.say(facts.filter(Boolean).join(' · '));
  output.say(
    `${revision.url} (revision ${revision.number} of ${revisions}, ${revision.quality} text by ${revision.method})`,
  );
  output.say();
  output.say(revision.text);
  output.say();
  const names = Map.groupBy(
    tags.mentions,
    (mention) => `${mention.type} ${mention.name}${mention.entityId ? ` [${mention.entityId}]` : ''}`,
  );
  output.say(`Entities (${plural(names.size, 'entity')}):`);
  for (const [name, mentions] of names)
    output.say(`  ${name}: ${[...new Set(mentions.map((one) => one.text))].join(', ')}`);
  output.say('Topics:');
  for (const topic of tags.topics) {
    output.say(`  ${topic.code} ${topic.label} ${topic.score.toFixed(2)} (${topic.because.join(', ')})`);
  }
}
