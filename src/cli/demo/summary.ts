// The demo's closing words: what went through, what was refused and why, and whether every expected alert came once.
import type { NewsroomArticle } from '../../demo/newsroom.ts';
import { SUBSCRIPTIONS } from '../../demo/subscriptions.ts';
import type { Store } from '../../store/db.ts';
import { countAll } from '../../store/status.ts';
import type { Output } from '../output.ts';
import { plural } from '../output.ts';
import { printCounts } from '../status.ts';
import type { AlertLine } from './alert.ts';

export type Truth = { expected: number; missing: string[]; surplus: string[]; unverified: number };

/** Holds the alerts against what the newsroom knows to be true: each story once, a corrected one once more. */
export function compareWithTruth(alerts: readonly AlertLine[], articles: readonly NewsroomArticle[]): Truth {
  const storyOf = new Map(articles.flatMap((article) => article.urls.map((url) => [url, article.story])));
  const nameOf = (subscription: string, story: string, revision: number) =>
    `${subscription}: ${story}${revision > 1 ? ' (corrected)' : ''}`;
  const expected = SUBSCRIPTIONS.flatMap(({ name, expected: stories }) =>
    stories.flatMap((story) =>
      story === CORRECTED ? [nameOf(name, story, 1), nameOf(name, story, 2)] : [nameOf(name, story, 1)],
    ),
  );
  const got = alerts.map((alert) =>
    nameOf(alert.subscription, storyOf.get(alert.url) ?? alert.url, alert.revision),
  );
  return {
    expected: expected.length,
    missing: expected.filter((name) => !got.includes(name)),
    surplus: [
      ...got.filter((name) => !expected.includes(name)),
      ...got.filter((name, i) => got.indexOf(name) !== i),
    ],
    unverified: alerts.filter((alert) => !alert.verified).length,
  };
}

/** the article that the newsroom corrects while the demo runs */
const CORRECTED = 'rate-decision';

export type Ending = {
  store: Store;
  alerts: readonly AlertLine[];
  truth: Truth;
  finished: boolean;
  elapsedMs: number;
  dir: string;
  kept: boolean;
};

export async function printSummary(ending: Ending, output: Output): Promise<void> {
  const { store, alerts, truth, finished, elapsedMs } = ending;
  const counts = await countAll(store);
  output.result({ finished, seconds: elapsedMs / 1000, alerts, truth, counts }, () => {
    output.say(`\n── ${(elapsedMs / 1000).toFixed(1)} s ${'─'.repeat(60)}`);
    printCounts(counts, output);
    output.say();
    if (!finished) output.say('The demo did not come to its end in time.');
    for (const name of truth.missing) output.say(`Missing: ${name}`);
    for (const name of truth.surplus) output.say(`Not expected: ${name}`);
    if (truth.unverified > 0) output.say(`${plural(truth.unverified, 'signature')} could not be verified.`);
    if (finished && truth.missing.length + truth.surplus.length + truth.unverified === 0) {
      output.say(
        `All ${truth.expected} expected alerts arrived, each exactly once, every signature verified.`,
      );
    }
    output.say(
      '\nWhere to go next: the README; `npx presswatch feeds add URL`, `subscribe`, `start`; `config/presswatch.yaml`.',
    );
    if (ending.kept) output.say(`Store and alert files are in ${ending.dir}.`);
  });
}
