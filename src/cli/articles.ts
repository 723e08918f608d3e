// `presswatch articles …`: what was read.
import process from 'node:process';
import type { Command } from 'commander';
import type { Merges } from '../lib/merges.ts';
import type { Mention, Tags } from '../model/model.ts';
import { openPreview, type Previewed } from '../replay/preview.ts';
import { findArticle, listRevisions, type ReadableRevision } from '../store/articles.ts';
import { nameInArticles } from '../store/merges.ts';
import { loadTags } from '../store/tags.ts';
import { checkedQuery } from './check-query.ts';
import { printFound } from './found.ts';
import { withHouse } from './house-command.ts';
import { type MarkedEntity, markEntities, markText } from './marked.ts';
import type { House } from './open.ts';
import { openJudging, openMerges, openNames, openVocabulary } from './open-vocabulary.ts';
import { CommandFailed, EXIT, type Output, plural, when } from './output.ts';
import { readTime } from './read-time.ts';

const MOST_FOUND = 1000;

export function addArticles(program: Command): void {
  const articles = program.command('articles').description('the articles that were read');
  articles
    .command('search <query>')
    .description('articles that a query is true of, newest first; the same language as for subscriptions')
    .option('--since <time>', 'seen at or after: a date, an ISO time, or a span such as 7d')
    .option('--limit <n>', 'how many at most', '20')
    .addHelpText('after', `\nExample:\n  presswatch articles search '"central bank" AND rate*' --since 7d\n`)
    .action((query: string, options: { limit: string; since?: string }, command: Command) => {
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST_FOUND) {
        throw new CommandFailed(`--limit takes a whole number from 1 to ${MOST_FOUND}.`, EXIT.usage);
      }
      const since = readTime('--since', options.since) ?? null;
      return withHouse(command, async (house, output) => {
        const judging = await openJudging(house);
        await checkedQuery(query, house.store, judging);
        const preview = await openPreview(query, since, { store: house.store, ...openNames(judging) });
        const found: Previewed[] = [];
        for await (const step of preview.steps()) {
          found.push(...step.found);
          output.progress(`Searching: ${step.seen} of ${plural(step.total, 'text')}`);
          if (found.length >= limit) break;
        }
        output.progressDone();
        const shown = found.slice(0, limit);
        const reasons = await preview.reasons(shown);
        const explained = shown.map((one) => ({ ...one, ...reasons.get(one.revisionId) }));
        output.result(explained, () => {
          if (shown.length === 0) output.say('Nothing found.');
          for (const one of shown) printFound(one, reasons.get(one.revisionId), output);
        });
      });
    });
  articles
    .command('show <id-or-url>')
    .description('one article, its mentions marked in the text, with its entities and topics')
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
        const merges = await openMerges(house.store);
        const names = await namesOf(merges, tags, house);
        const entities = markEntities(
          tags.mentions,
          latest.text.length,
          merges,
          (id) => names.get(id) ?? null,
        );
        output.result({ article, revision: shown, revisions: revisions.length, tags, entities }, () =>
          printArticle(latest, revisions.length, tags, entities, merges, output),
        );
      }),
    );
}

/** Names of the ids that others are read as; none of the vocabulary is read where nothing was merged. */
async function namesOf(merges: Merges, tags: Tags, house: House): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(tags.mentions.flatMap(({ entityId }) => (entityId === null ? [] : [entityId])));
  const read = [...ids].map((id) => [id, merges.canonical(id)] as const).filter(([id, to]) => id !== to);
  if (read.length === 0) return new Map();
  const { names } = openVocabulary(house.settings);
  const pairs = read.map(
    async ([, to]) => [to, names.get(to) ?? (await nameInArticles(house.store, to)) ?? to] as const,
  );
  return new Map(await Promise.all(pairs));
}

function printArticle(
  revision: ReadableRevision,
  revisions: number,
  tags: Tags,
  entities: readonly MarkedEntity[],
  merges: Merges,
  output: Output,
): void {
  const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const mark = (text: string, field: Mention['field']) =>
    markText(text, field, tags.mentions, entities, merges, colours);
  output.say(mark(revision.title, 'title'));
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
  output.say(mark(revision.text, 'body'));
  output.say();
  output.say(`Entities (${plural(entities.length, 'entity')}; * the article is about them):`);
  for (const one of entities) output.say(`  ${entityLine(one)}`);
  output.say(tags.topics.length === 0 ? 'Topics: none' : 'Topics:');
  for (const topic of tags.topics) {
    output.say(
      `  ${topic.code} ${topic.label} ${topic.score.toFixed(2)} by ${topic.via} (${topic.because.join(', ')})`,
    );
  }
}

const entityLine = ({ number, about, type, name, id, surfaces, speaksOf, count }: MarkedEntity): string => {
  const link = id === null ? '' : ` [${id}]`;
  const of = speaksOf.length > 0 ? ` (speaks of ${speaksOf.join(', ')})` : '';
  return `${String(number).padStart(2)}${about ? '*' : ' '} ${type} ${name}${link}${of}: ${surfaces.join(', ')} (${count}×)`;
};
