// What a query would have matched: the archive, newest first, through the same match function as live alerts.
// Every text that may match is judged; why it matched is worked out only where somebody looks. Reads only.
import type { AliasesOf } from '../lib/entity-values.ts';
import { compileQuery } from '../match/compile.ts';
import { documentWith } from '../match/document.ts';
import { matchArticle } from '../match/match.ts';
import { createRoster, type Roster } from '../match/roster.ts';
import type { Receipt } from '../model/model.ts';
import { matchTextOf } from '../pipeline/judge-revision.ts';
import { keyFieldsOf, readsText } from '../query/needed.ts';
import type { Node } from '../query/query.ts';
import { savedQueries } from '../standing/saved.ts';
import { type Archived, findRevisions, readArchive } from '../store/archive.ts';
import type { Store } from '../store/db.ts';
import { feedNames } from '../store/feeds.ts';
import { askedNames } from './asked-names.ts';
import { conditionOf, type Known, wantedOf } from './narrow.ts';

/** One match. */
export type Previewed = {
  articleId: number;
  revisionId: number;
  revision: number;
  storyId: number | null;
  title: string;
  url: string;
  source: string;
  publishedAt: Date | null;
  seenAt: Date;
};

/** Why it matched. */
export type Reason = {
  receipt: Receipt;
  /** the text around the first place that made the query true */
  snippet: string;
};

export type PreviewStep = {
  found: Previewed[];
  seen: number;
  /** the texts that hold the words and values which the query needs; all others are no matches */
  total: number;
  /** texts so far on which the query ran out of its step budget: that is not "no match" */
  unevaluated: number;
};

export type Preview = {
  /** Batches of matches, newest first, with how far the scan is. */
  steps(): AsyncGenerator<PreviewStep>;
  /** Why these matched, by revision id; without those that were read anew meanwhile and match no more. */
  reasons(found: readonly Previewed[]): Promise<Map<number, Reason>>;
};

export type PreviewDeps = { store: Store; aliasesOf: AliasesOf; idsOf: Known['idsOf'] };

const FIRST_BATCH = 50;
const BATCH = 500;
const ALL = { text: true, mentions: true, topics: true };

/** Opens the preview of a query over texts seen since a time. @throws QueryError */
export async function openPreview(query: string, since: Date | null, deps: PreviewDeps): Promise<Preview> {
  const { store, idsOf } = deps;
  const { ast, uses } = compileQuery(query, await savedQueries(store));
  // reading the packs takes a second, and most queries name no entity
  const aliasesOf: AliasesOf = wantedOf(ast).mentions ? deps.aliasesOf : () => [];
  const roster = createRoster();
  roster.apply([{ id: 1, name: 'preview', state: 'active', version: 0, query, uses, rev: 1 }]);
  return {
    steps: async function* () {
      const condition = conditionOf(ast, since, { idsOf, feeds: await feedNames(store) });
      const ids = await findRevisions(store, condition);
      const isMatch = judgeOf(ast, roster, aliasesOf);
      let unevaluated = 0;
      for await (const { texts, seen } of readAhead(store, ids, ast)) {
        const found: Previewed[] = [];
        for (const text of texts) {
          if (isMatch(text)) found.push(previewed(text));
          else unevaluated += roster.unevaluated().length;
        }
        yield { found, seen, total: ids.length, unevaluated };
      }
    },
    reasons: async (found) => {
      const texts = await readArchive(
        store,
        found.map((one) => one.revisionId),
        ALL,
      );
      return new Map(
        texts.flatMap((text) => {
          const [match] = matchArticle(roster, articleOf(text), stateOf(text), aliasesOf);
          return match
            ? [[text.id, { receipt: match.receipt, snippet: snippet(text.text, match.receipt) }]]
            : [];
        }),
      );
    },
  };
}

/** The texts in batches; the server reads the next ones while one is judged. */
async function* readAhead(
  store: Store,
  ids: readonly number[],
  ast: Node,
): AsyncGenerator<{ texts: Archived[]; seen: number }> {
  const wanted = wantedOf(ast);
  const read = (from: number, count: number) => {
    const texts = from < ids.length ? readArchive(store, ids.slice(from, from + count), wanted) : null;
    texts?.catch(() => undefined); // told where it is awaited; a reader who stops early awaits it no more
    return { seen: Math.min(from + count, ids.length), texts };
  };
  const ahead = [read(0, FIRST_BATCH), read(FIRST_BATCH, BATCH)];
  for (let batch = ahead.shift(); batch?.texts; batch = ahead.shift()) {
    ahead.push(read(ahead.at(-1)?.seen ?? ids.length, BATCH));
    yield { texts: await batch.texts, seen: batch.seen };
  }
}

/** Whether the query is true of a text, of which no more is shown to the engine than the query can ask for. */
function judgeOf(ast: Node, roster: Roster, aliasesOf: AliasesOf): (text: Archived) => boolean {
  const names = askedNames(ast, aliasesOf);
  const whole = keyFieldsOf(ast).has('about'); // how much it is about one entity hangs on all others
  const reads = readsText(ast);
  return (text) => {
    const mentions = whole ? text.mentions : text.mentions.filter((mention) => names.of(mention).length > 0);
    const doc = documentWith(articleOf({ ...text, mentions }), names);
    return roster.match(reads ? doc : { ...doc, body: '' }).length > 0;
  };
}

function articleOf(text: Archived) {
  const { lang, mentions, topics, vocabulary } = text;
  return matchTextOf(text, { lang, mentions, topics, vocabulary: vocabulary ?? '' });
}

const stateOf = ({ number, quality }: Archived) => ({ revision: number, quality });

const previewed = (of: Archived): Previewed => ({
  articleId: of.article_id,
  revisionId: of.id,
  revision: of.number,
  storyId: of.story_id,
  title: of.title,
  url: of.url,
  source: of.feed_title || (of.site ?? ''),
  publishedAt: of.published_at,
  seenAt: of.created_at,
});

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
