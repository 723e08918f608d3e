// What a query would have matched: the archive, newest first, through the same match function as live alerts.
// Reads only.
import type { AliasesOf } from '../lib/entity-values.ts';
import { compileQuery } from '../match/compile.ts';
import { matchArticle } from '../match/match.ts';
import { createRoster } from '../match/roster.ts';
import { keptKey } from '../match/words.ts';
import type { Receipt } from '../model/model.ts';
import { matchTextOf } from '../pipeline/judge-revision.ts';
import { keyFieldsOf, type Needed, neededWords, readsText } from '../query/needed.ts';
import type { Node } from '../query/query.ts';
import { savedQueries } from '../standing/saved.ts';
import {
  type Archived,
  findRevisions,
  type Lexemes,
  readArchive,
  readBeginnings,
  type Wanted,
} from '../store/archive.ts';
import type { Store } from '../store/db.ts';

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
  /** the text around the first place that made the query true */
  snippet: string;
};

export type PreviewStep = { found: Previewed[]; seen: number; total: number };

export type PreviewDeps = {
  store: Store;
  aliasesOf: AliasesOf;
  /** ids of the entities that have a name, folded; `entity:` is looked up by them too */
  idsOf: (name: string) => readonly string[];
};

const FIRST_BATCH = 50;
const BATCH = 500;

/**
 * Batches of matches, newest first, with how far the scan is. `total` counts the texts that hold the words and values
 * which the query needs; all others are no matches.
 * @throws QueryError
 */
export async function* preview(
  query: string,
  since: Date | null,
  deps: PreviewDeps,
): AsyncGenerator<PreviewStep> {
  const { store } = deps;
  const { ast, uses } = compileQuery(query, await savedQueries(store));
  const roster = createRoster();
  roster.apply([{ id: 1, name: 'preview', state: 'active', version: 0, query, uses, rev: 1 }]);
  const ids = await findRevisions(store, since, lexemes(neededWords(ast), deps));
  const wanted = wantedOf(ast);
  const read = (from: number, count: number) => {
    const texts = from < ids.length ? readArchive(store, ids.slice(from, from + count), wanted) : null;
    texts?.catch(() => undefined); // told where it is awaited; a reader who stops early awaits it no more
    return { end: Math.min(from + count, ids.length), texts };
  };
  // the server reads the next batches while one is judged
  const ahead = [read(0, FIRST_BATCH), read(FIRST_BATCH, BATCH)];
  for (let batch = ahead.shift(); batch?.texts; batch = ahead.shift()) {
    ahead.push(read(ahead.at(-1)?.end ?? ids.length, BATCH));
    const texts = await batch.texts;
    const matched = texts.flatMap((text) => judge(text));
    const beginnings = wanted.text
      ? null
      : await readBeginnings(
          store,
          matched.map(({ text }) => text.id),
        );
    const found = matched.map(({ text, receipt }) =>
      previewed(text, receipt, beginnings?.get(text.id) ?? text.text),
    );
    yield { found, seen: batch.end, total: ids.length };
  }

  function judge(text: Archived): { text: Archived; receipt: Receipt }[] {
    const { lang, mentions, topics } = text;
    const tags = { lang, mentions, topics, vocabulary: text.vocabulary ?? '' };
    const state = { revision: text.number, quality: text.quality };
    const found = matchArticle(roster, matchTextOf(text, tags), state, deps.aliasesOf);
    return found.map(({ receipt }) => ({ text, receipt }));
  }
}

const previewed = (of: Archived, receipt: Receipt, text: string): Previewed => ({
  articleId: of.article_id,
  revision: of.number,
  storyId: of.story_id,
  title: of.title,
  url: of.url,
  source: of.feed_title || (of.site ?? ''),
  publishedAt: of.published_at,
  seenAt: of.created_at,
  receipt,
  snippet: snippet(text, receipt),
});

/** What of an article a query and its receipt look at: a query over metadata reads no texts. */
function wantedOf(ast: Node): Wanted {
  const keys = keyFieldsOf(ast);
  const mentions = keys.has('entity') || keys.has('about');
  return { text: readsText(ast) || mentions, mentions, topics: keys.has('topic') };
}

/** The condition as lexemes: an entity asked for by a name is also found by the ids that have the name now. */
function lexemes(needed: Needed, deps: PreviewDeps): Lexemes {
  switch (needed.kind) {
    case 'all':
    case 'any':
      return { kind: needed.kind, of: needed.of.map((part) => lexemes(part, deps)) };
    case 'key': {
      const named = needed.field === 'entity' || needed.field === 'about';
      const [field, values] = named
        ? (['entity', entityValues(needed.value, deps)] as const)
        : ([needed.field, [needed.value]] as const);
      const kept = values.map((value) => keptKey(field, value));
      return {
        kind: 'any',
        of: kept.map((text) => (text === null ? { kind: 'unknown' } : { kind: 'word', text })),
      };
    }
    default:
      return needed;
  }
}

function entityValues(value: string, { idsOf }: PreviewDeps): string[] {
  const bare = value.replace(/^(per|org|loc|misc):/, '');
  return [...new Set([value, ...[value, bare].flatMap((name) => idsOf(name))])];
}

const AROUND_CHARS = 90;

/** The text around the first place in the body that made the query true; else its beginning. */
function snippet(text: string, receipt: Receipt): string {
  const first = receipt.spans.find((span) => span.field === 'body');
  const [start, end] = first ? [first.start, first.end] : [0, 0];
  const from = Math.max(0, start - AROUND_CHARS);
  const to = Math.min(text.length, end + AROUND_CHARS);
  const words = text.slice(from, to).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${words}${to < text.length ? '…' : ''}`;
}
