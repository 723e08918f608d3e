// `presswatch why URL`: what happened to an item, and why somebody was told of it or not.
import type { Command } from 'commander';
import { type Explanation, explainUrl } from '../replay/explain.ts';
import { withdrawnLine } from './articles/find.ts';
import { mustFind } from './find-subscription.ts';
import { withHouse } from './house-command.ts';
import { aliasesOf, openVocabulary } from './open-vocabulary.ts';
import { CommandFailed, type Output, plural, when } from './output.ts';

export function addWhy(program: Command): void {
  program
    .command('why <url>')
    .description('the whole story of an address: every stage, every match with its words, every delivery')
    .option('--subscription <id-or-name>', 'explain why this subscription did or did not match')
    .addHelpText('after', '\nExample:\n  presswatch why https://example.org/news/1 --subscription Rates\n')
    .action((url: string, options: { subscription?: string }, command: Command) =>
      withHouse(command, async (house, output) => {
        const subscription =
          options.subscription === undefined ? null : await mustFind(house, options.subscription);
        const vocabulary = openVocabulary(house.settings);
        const explanation = await explainUrl(url, subscription, {
          store: house.store,
          aliasesOf: aliasesOf(vocabulary),
        });
        if (explanation.items.length === 0) {
          throw new CommandFailed(`${url} was never seen: no feed that is watched has named it.`);
        }
        output.result(explanation, () => printExplanation(explanation, output));
      }),
    );
}

/** How an item ended, in words where the reason alone would be a riddle. */
function endOf({ stage, reason }: Explanation['items'][number]): string {
  if (reason === 'baseline')
    return 'known from the first poll of its feed, too old to be news (poll.firstPollWindow)';
  if (reason === 'old-item')
    return 'new in its feed, but dated weeks before the poll that found nothing of it: no news';
  return reason === null ? stage : `${stage} (${reason})`;
}

function printExplanation(explanation: Explanation, output: Output): void {
  for (const item of explanation.items) {
    output.say(
      `${item.title || '(no title)'}\n${item.url ?? ''} — from ${item.feed}, seen ${when(item.seenAt)}, ${endOf(item)}`,
    );
    for (const row of item.ledger) {
      const facts = Object.entries(row.facts ?? {}).map(([name, value]) => `${name} ${value}`);
      const rest = [row.reason, row.detail, facts.join(', ')].filter(Boolean).join('; ');
      output.say(`  ${when(row.at)}  ${row.stage.padEnd(8)} ${row.outcome.padEnd(7)} ${rest}`);
    }
  }
  const withdrawn = explanation.article && withdrawnLine(explanation.article);
  if (withdrawn) output.say(withdrawn);
  for (const match of explanation.matches) {
    output.say(
      `\nMatched "${match.subscription}" (version ${match.version}, revision ${match.revision}): ${match.query}`,
    );
    for (const span of match.receipt.spans.slice(0, 10))
      output.say(`  ${span.field} ${span.start}–${span.end}: ${span.text}`);
    for (const cause of match.receipt.causes)
      output.say(`  ${cause.kind} ${cause.name} (${cause.words.join(', ')})`);
    for (const delivery of match.deliveries) {
      const ended = [when(delivery.ended_at), delivery.reason].filter(Boolean).join(' ');
      const sameStory = delivery.url === match.url ? '' : `; for the same story at ${delivery.url}`;
      const what = delivery.revision < 0 ? 'withdrawal' : `revision ${delivery.revision}`;
      output.say(
        `  ${what} by ${delivery.channel} ${delivery.state}, ${plural(delivery.attempts, 'attempt')} ${ended}${sameStory}`,
      );
    }
  }
  const { verdict } = explanation;
  if (!verdict) {
    if (explanation.matches.length === 0) output.say('\nNo subscription matched.');
    return;
  }
  output.say(
    `\n"${verdict.subscription}" ${verdict.matches ? 'is true' : 'is not true'} of the latest text: ${verdict.query}`,
  );
  for (const leaf of verdict.leaves) output.say(`  ${leaf.true ? '✓' : '✗'} ${leaf.text}`);
}
