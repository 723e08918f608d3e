// `presswatch subscriptions preview QUERY`: what a query would have alerted to, before anybody is alerted.
import type { Command } from 'commander';
import { systemClock } from '../lib/clock.ts';
import { openPreview, type Preview, type Previewed, type Reason } from '../replay/preview.ts';
import { noiseOf, rateOf } from '../replay/rate.ts';
import { archiveBegins } from '../store/archive.ts';
import { checkedQuery, warningLines } from './check-query.ts';
import { mustFind } from './find-subscription.ts';
import { printFound } from './found.ts';
import { withHouse } from './house-command.ts';
import type { House } from './open.ts';
import { openJudging, openNames } from './open-vocabulary.ts';
import { CommandFailed, EXIT, type Output, plural } from './output.ts';
import { printNoise, printRate } from './print-preview.ts';
import { readTime } from './read-time.ts';

type Options = { since: string; show: string; insteadOf?: string };

/** enough for the noisiest words; a look at one takes a millisecond */
const MOST_LOOKED_AT = 500;

export function addPreview(subscriptions: Command): void {
  subscriptions
    .command('preview <query>')
    .description(
      'what a query would have matched in the archive: articles with reasons, alerts a day, noisiest words',
    )
    .option('--since <time>', 'how far back: a date, an ISO time, or a span such as 7d', '7d')
    .option('--show <n>', 'how many articles to list with their reasons', '20')
    .option('--instead-of <id-or-name>', 'also tell what would be gained and lost against this subscription')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        `  presswatch subscriptions preview 'title:(rate OR rates) AND "central bank"' --since 30d\n` +
        `  presswatch subscriptions preview 'rate* NEAR/5 rais*' --instead-of Rates --show 5\n\n` +
        'The newest matches come first, then the numbers. With --json: query, since, from (when the archive begins, if\n' +
        'later), warnings, matches, alerts, alertsPerDay, days, noisiest, found (all matches; the first ones and an even\n' +
        'choice of the others with receipt and snippet), and gained and lost with --instead-of.\n',
    )
    .action((query: string, options: Options, command: Command) => {
      const since = readTime('--since', options.since) ?? new Date(0);
      const show = howMany(options.show);
      return withHouse(command, (house, output) => run({ ...options, query, since, show }, house, output));
    });
}

function howMany(text: string): number {
  const show = Number(text);
  if (Number.isInteger(show) && show >= 0) return show;
  throw new CommandFailed(`--show "${text}" is no whole number.`, EXIT.usage);
}

type Wish = Omit<Options, 'since' | 'show'> & { query: string; since: Date; show: number };

async function run({ query, since, show, insteadOf }: Wish, house: House, output: Output): Promise<void> {
  const judging = await openJudging(house);
  const warnings = await checkedQuery(query, house.store, judging);
  const present = insteadOf === undefined ? null : await mustFind(house, insteadOf);
  const deps = { store: house.store, ...openNames(judging) };
  for (const line of warningLines(warnings)) output.say(line);

  const preview = await openPreview(query, since, deps);
  const shown = present === null ? show : 0;
  const now = await collect(preview, shown, output);
  const begins = await archiveBegins(house.store);
  const from = begins !== null && begins > since ? begins : since;
  const rate = rateOf(now.found, from, systemClock.now());
  const looked = await look(preview, now.found, now.reasons);
  const noise = noiseOf(looked.map(({ receipt }) => receipt));

  const before = present && (await openPreview(present.query, since, deps));
  const difference = before && compare((await collect(before, 0, output)).found, now.found);
  const gained = difference && (await explained(difference.gained, preview, show));
  const lost = before && difference && (await explained(difference.lost, before, show));

  const found = now.found.map((one) => ({ ...one, ...now.reasons.get(one.revisionId) }));
  const facts = {
    query,
    since,
    from,
    warnings,
    ...rate,
    ...noise,
    read: now.read,
    unevaluated: now.unevaluated,
  };
  output.result({ ...facts, found, ...(gained && lost ? { gained, lost } : {}) }, () => {
    const more = now.found.length - shown;
    if (present === null && more > 0 && shown > 0)
      output.say(`… and ${more.toLocaleString('en')} more (--show, --json).`);
    if (present === null && shown > 0 && now.found.length > 0) output.say();
    printRate(rate, from, now.read, output);
    printNoise(noise, now.found.length, output);
    if (now.unevaluated > 0)
      output.say(
        `Note: ${plural(now.unevaluated, 'text')} could not be judged: the query takes too long on them.`,
      );
    if (gained && lost && present) {
      output.say();
      output.say(
        `Instead of subscription ${present.id} "${present.name}": ${gained.length} gained, ${lost.length} lost.`,
      );
      printSide('+', gained, show, output);
      printSide('-', lost, show, output);
    }
  });
}

type Collected = {
  found: Previewed[];
  reasons: Map<number, Reason>;
  read: number;
  unevaluated: number;
};

/** All matches; the first ones are shown with their reasons as soon as they are found. */
async function collect(preview: Preview, show: number, output: Output): Promise<Collected> {
  const all: Collected = { found: [], reasons: new Map(), read: 0, unevaluated: 0 };
  for await (const step of preview.steps()) {
    const first = step.found.slice(0, Math.max(0, show - all.found.length));
    if (first.length > 0) {
      output.progressDone();
      const reasons = await preview.reasons(first);
      for (const one of first) printFound(one, reasons.get(one.revisionId), output);
      for (const [id, reason] of reasons) all.reasons.set(id, reason);
    }
    all.found.push(...step.found);
    all.read = step.seen;
    all.unevaluated = step.unevaluated;
    output.progress(
      `Looking: ${step.seen.toLocaleString('en')} of ${plural(step.total, 'text')}, ${plural(all.found.length, 'match')}`,
    );
  }
  output.progressDone();
  return all;
}

/** The reasons of matches spread evenly over all; what was not known before is added to `known`. */
async function look(
  preview: Preview,
  found: readonly Previewed[],
  known: Map<number, Reason>,
): Promise<Reason[]> {
  const stride = Math.ceil(found.length / MOST_LOOKED_AT);
  const chosen = found.filter((_, index) => index % stride === 0);
  const missing = chosen.filter(({ revisionId }) => !known.has(revisionId));
  for (const [id, reason] of await preview.reasons(missing)) known.set(id, reason);
  return chosen.flatMap(({ revisionId }) => known.get(revisionId) ?? []);
}

function compare(before: Previewed[], after: Previewed[]): { gained: Previewed[]; lost: Previewed[] } {
  const ids = (list: Previewed[]) => new Set(list.map((one) => one.articleId));
  const [old, now] = [ids(before), ids(after)];
  return {
    gained: after.filter((one) => !old.has(one.articleId)),
    lost: before.filter((one) => !now.has(one.articleId)),
  };
}

type Explained = Previewed & Partial<Reason>;

/** The first ones with their reasons. */
async function explained(found: Previewed[], preview: Preview, show: number): Promise<Explained[]> {
  const reasons = await preview.reasons(found.slice(0, show));
  return found.map((one) => ({ ...one, ...reasons.get(one.revisionId) }));
}

function printSide(sign: string, list: readonly Explained[], show: number, output: Output): void {
  for (const one of list.slice(0, show)) {
    const { receipt, snippet } = one;
    const reason = receipt && snippet !== undefined ? { receipt, snippet } : undefined;
    printFound({ ...one, title: `${sign} ${one.title}` }, reason, output);
  }
  const more = list.length - show;
  if (more > 0) output.say(`… and ${more.toLocaleString('en')} more ${sign === '+' ? 'gained' : 'lost'}.`);
}
