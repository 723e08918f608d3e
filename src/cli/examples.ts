// `presswatch subscriptions test | wrong | missed`: articles on which a subscription must, or must not, match.
import process from 'node:process';
import type { Command } from 'commander';
import { LIMITS } from '../config/limits.ts';
import { canonicalUrl, urlKey } from '../lib/url.ts';
import { failing, type Judging, runExamples, type Verdict } from '../standing/examples.ts';
import { noteVerdicts } from '../standing/put-in-force.ts';
import { findArticle, listRevisions } from '../store/articles.ts';
import { dropExample, type ExampleKind, examplesOf, keepExample } from '../store/examples.ts';
import { listSubscriptions, type SubscriptionRow } from '../store/subscriptions.ts';
import { mustFind } from './find-subscription.ts';
import { withHouse } from './house-command.ts';
import type { House } from './open.ts';
import { openJudging } from './open-vocabulary.ts';
import { CommandFailed, EXIT, type Output, plural } from './output.ts';
import { printVerdicts, verdictForJson } from './print-examples.ts';

type Options = { must?: string; mustNot?: string; forget?: string; note?: string };

export function addExamples(subscriptions: Command): void {
  subscriptions
    .command('test [id-or-name]')
    .description('run the examples of a subscription, or of all; or keep one')
    .option('--must <url>', 'keep an article on which the query must be true')
    .option('--must-not <url>', 'keep an article on which the query must not be true')
    .option('--forget <url>', 'take an example back')
    .option('--note <text>', 'why, for whoever reads it later')
    .addHelpText(
      'after',
      '\nExamples:\n  presswatch subscriptions test\n  presswatch subscriptions test Rates --must https://example.org/news/1\n',
    )
    .action((which: string | undefined, options: Options, command: Command) =>
      withHouse(command, async (house, output) => {
        const wanted = wishes(options);
        if (which === undefined && wanted.length > 0)
          throw new CommandFailed('Name the subscription that the example is for.', EXIT.usage);
        if (new Set(wanted.map(({ url }) => url)).size < wanted.length)
          throw new CommandFailed(
            'One article is named twice; it is kept as must, must-not or not at all.',
            EXIT.usage,
          );
        const rows =
          which === undefined ? await listSubscriptions(house.store) : [await mustFind(house, which)];
        for (const wish of wanted)
          for (const row of rows) await keep(house, row, wish.kind, wish.url, options.note);
        await runAll(house, rows, output);
      }),
    );
  addWord(subscriptions, 'wrong', 'must-not', 'say that an alert should not have come');
  addWord(subscriptions, 'missed', 'must', 'say that an alert should have come');
}

/** The words people use from an alert. */
function addWord(subscriptions: Command, word: string, kind: ExampleKind, description: string): void {
  subscriptions
    .command(`${word} <id-or-name> <url>`)
    .description(`${description}; kept as an example, and shown with what the query says of it now`)
    .option('--note <text>', 'why, for whoever reads it later')
    .addHelpText('after', `\nExample:\n  presswatch subscriptions ${word} 3 https://example.org/news/1\n`)
    .action((which: string, url: string, options: { note?: string }, command: Command) =>
      withHouse(command, async (house, output) => {
        const row = await mustFind(house, which);
        const articleId = await keep(house, row, kind, url, options.note);
        const verdicts = await run(house, row, await openJudging(house));
        const verdict = verdicts.find(({ example }) => example.article_id === articleId);
        if (!verdict) throw new Error('an example that was just kept is gone');
        output.result(verdictForJson(verdict), () => {
          printVerdicts([verdict], output);
          if (verdict.passed) return output.say('The query is right about it; it will be held to that.');
          output.say(`To correct the query and see what changes:`);
          output.say(`  presswatch subscriptions preview QUERY --instead-of ${row.id}`);
        });
      }),
    );
}

type Wish = { kind: ExampleKind | 'forget'; url: string };

const wishes = ({ must, mustNot, forget }: Options): Wish[] => [
  ...(must === undefined ? [] : [{ kind: 'must' as const, url: must }]),
  ...(mustNot === undefined ? [] : [{ kind: 'must-not' as const, url: mustNot }]),
  ...(forget === undefined ? [] : [{ kind: 'forget' as const, url: forget }]),
];

const namesOf = (url: string): string[] =>
  URL.canParse(url) ? [url, canonicalUrl(url), urlKey(url)] : [url];

/** Keeps or forgets an example; returns the article's id. */
async function keep(
  { store }: House,
  subscription: SubscriptionRow,
  kind: Wish['kind'],
  url: string,
  note = '',
): Promise<number> {
  const found = await Promise.all(namesOf(url).map((name) => findArticle(store, name)));
  const article = found.find((one) => one !== null);
  if (!article)
    throw new CommandFailed(`There is no article "${url}". "presswatch why ${url}" may know why.`);
  const subscriptionId = subscription.id;
  if (kind === 'forget') {
    if (await dropExample(store, subscriptionId, article.id)) return article.id;
    throw new CommandFailed(`${url} is no example of "${subscription.name}".`);
  }
  const revision = (await listRevisions(store, article.id)).findLast((one) => one.tagged_at !== null);
  if (!revision) throw new CommandFailed(`${url} has not been read yet.`);
  const known = await examplesOf(store, subscriptionId);
  if (known.length >= LIMITS.examples && !known.some((one) => one.article_id === article.id))
    throw new CommandFailed(`A subscription keeps up to ${LIMITS.examples} examples; forget one first.`);
  await keepExample(store, { subscriptionId, articleId: article.id, revisionId: revision.id, kind, note });
  return article.id;
}

/** Runs a subscription's examples on the query in force, and notes how they went. */
async function run({ store }: House, row: SubscriptionRow, judging: Judging): Promise<Verdict[]> {
  const verdicts = await runExamples(store, row.id, row, judging);
  await noteVerdicts(store, row.version, verdicts, judging);
  return verdicts;
}

async function runAll(house: House, rows: readonly SubscriptionRow[], output: Output): Promise<void> {
  const judging = await openJudging(house);
  const ran: { row: SubscriptionRow; verdicts: Verdict[] }[] = [];
  for (const row of rows) {
    const verdicts = await run(house, row, judging);
    if (verdicts.length > 0) ran.push({ row, verdicts });
  }
  const verdicts = ran.flatMap((one) => one.verdicts);
  const broken = failing(verdicts);
  const results = ran.map(({ row, verdicts }) => ({
    id: row.id,
    name: row.name,
    query: row.query,
    examples: verdicts.map(verdictForJson),
  }));
  output.result({ examples: verdicts.length, failing: broken.length, subscriptions: results }, () => {
    if (verdicts.length === 0) return output.say('No examples yet; --must URL and --must-not URL keep some.');
    for (const { row, verdicts } of ran) {
      output.say(`${row.id}  ${row.name}: ${row.query}`);
      printVerdicts(verdicts, output);
    }
    output.say(`${plural(verdicts.length, 'example')}, ${broken.length} failing.`);
  });
  if (broken.length > 0) process.exitCode = EXIT.failed;
}
