// What a query would have matched: the archive, newest first, through the same match function as live alerts.
// Reads only.
import type { AliasesOf } from '../lib/entity-values.ts';
import { compileQuery } from '../match/compile.ts';
import { matchArticle } from '../match/match.ts';
import { createRoster } from '../match/roster.ts';
import type { Receipt } from '../model/model.ts';
import { matchTextOf } from '../pipeline/judge-revision.ts';
import { neededWords } from '../query/needed.ts';
import { savedQueries } from '../standing/saved.ts';
import { type Archived, countArchive, type Range, scanArchive } from '../store/archive.ts';
import type { Sql } from '../store/db.ts';

export type Previewed = {
  articleId: number;
  revision: number;
  storyId: number | null;
  title: string;
  url: string;
  source: string;
  publishedAt: Date | null;
  seenAt: Date;
  receipt: Receipt;
  /** the stored text, for a snippet */
  text: string;
};

export type PreviewStep = { found: Previewed[]; seen: number; total: number };

const FIRST_BATCH = 50;
const BATCH = 400;

/**
 * Batches of matches, newest first, with how far the scan is. `total` counts the texts that hold the words the query
 * needs; all others are no matches.
 * @throws QueryError
 */
export async function* preview(
  query: string,
  since: Date | null,
  deps: { store: Sql; aliasesOf: AliasesOf },
): AsyncGenerator<PreviewStep> {
  const { ast, uses } = compileQuery(query, await savedQueries(deps.store));
  const roster = createRoster();
  roster.apply([{ id: 1, name: 'preview', state: 'active', version: 0, query, uses, rev: 1 }]);
  const range: Range = { since, condition: neededWords(ast) };
  const total = await countArchive(deps.store, range);
  let seen = 0;
  let next = scanArchive(deps.store, range, Number.MAX_SAFE_INTEGER, FIRST_BATCH);
  for (;;) {
    const batch = await next;
    const last = batch.at(-1);
    if (last === undefined) break;
    // the server reads the next batch while this one is judged
    next = scanArchive(deps.store, range, last.id, BATCH);
    seen += batch.length;
    const found = batch.flatMap((text) => judge(text));
    yield { found, seen, total: Math.max(total, seen) };
  }

  function judge(text: Archived): Previewed[] {
    const tags = {
      lang: text.lang,
      mentions: text.mentions,
      topics: text.topics,
      vocabulary: text.vocabulary ?? '',
    };
    const state = { revision: text.number, quality: text.quality };
    return matchArticle(roster, matchTextOf(text, tags), state, deps.aliasesOf).map(({ receipt }) => ({
      articleId: text.article_id,
      revision: text.number,
      storyId: text.story_id,
      title: text.title,
      url: text.url,
      source: text.feed_title || (text.site ?? ''),
      publishedAt: text.published_at,
      seenAt: text.created_at,
      receipt,
      text: text.text,
    }));
  }
}

/** What the matches of a preview say about a query's rate and its noise. */
export type Rate = {
  matches: number;
  /** alerts, wire copies counted once */
  alerts: number;
  alertsPerDay: number;
  /** words and causes that made it fire, by the number of matches they stand in */
  noisiest: { what: string; matches: number }[];
};

const DAY_MS = 86_400_000;
const NOISIEST = 10;

/** Counts a preview's matches over the time it looked at. */
export function rateOf(found: readonly Previewed[], from: Date, to: Date): Rate {
  const alerts = new Set(found.map((one) => `${one.storyId ?? `a${one.articleId}`} ${one.revision}`)).size;
  const days = Math.max((to.getTime() - from.getTime()) / DAY_MS, 1 / 24);
  const counts = new Map<string, number>();
  for (const { receipt } of found) {
    const spoken = [
      ...receipt.spans.map((span) => span.text.toLowerCase()),
      ...receipt.causes.map((cause) => cause.name),
    ];
    for (const what of new Set(spoken)) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const noisiest = [...counts].map(([what, matches]) => ({ what, matches }));
  noisiest.sort((a, b) => b.matches - a.matches || (a.what < b.what ? -1 : 1));
  return {
    matches: found.length,
    alerts,
    alertsPerDay: alerts / days,
    noisiest: noisiest.slice(0, NOISIEST),
  };
}
