// `presswatch articles search`: the articles that a query is true of, with the words that made it so.
import process from 'node:process';
import type { Command } from 'commander';
import { openPreview, type Previewed } from '../../replay/preview.ts';
import { checkedQuery, warningLines } from '../check-query.ts';
import { printFound } from '../found.ts';
import { withHouse } from '../house-command.ts';
import { openJudging, openNames } from '../open-vocabulary.ts';
import { CommandFailed, EXIT, harmless, plural } from '../output.ts';
import { readTime } from '../read-time.ts';

const MOST_FOUND = 1000;

export function searchArticles(
  query: string,
  options: { limit: string; since?: string },
  command: Command,
): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_FOUND) {
    throw new CommandFailed(`--limit takes a whole number from 1 to ${MOST_FOUND}.`, EXIT.usage);
  }
  const since = readTime('--since', options.since) ?? null;
  return withHouse(command, async (house, output) => {
    const judging = await openJudging(house);
    const doubts = warningLines(await checkedQuery(query, house.store, judging));
    for (const line of doubts) process.stderr.write(`${harmless(line, false)}\n`);
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
}
