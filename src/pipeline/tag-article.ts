// Article → language, entities, topics, story, then matches and the deliveries they promise: one transaction.

import type { AliasesOf } from '../lib/entity-values.ts';
import { lexemesOf } from '../match/words.ts';
import type { Tags } from '../model/model.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { loadRevision, type ReadableRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { type ItemRow, lockItem, setBackItem, startItem, undoStartItem } from '../store/items.ts';
import { writeLedger } from '../store/ledger.ts';
import { subscriptionsSince } from '../store/subscriptions.ts';
import { saveTags } from '../store/tags.ts';
import { type TagBy, tagBy } from '../tag/tag-by.ts';
import type { Step } from './advance.ts';
import { enlist } from './claim-revisits.ts';
import type { Deps } from './deps.ts';
import { endItem } from './item-moves.ts';
import { judgeRevision, matchTextOf } from './judge-revision.ts';
import { keepMatches } from './keep-matches.ts';
import { inheritTopics, storyOf } from './story.ts';

/** `aliasesOf` is of the vocabulary that made the tags: a new one may come in force before they are judged */
type Tagged = { revision: ReadableRevision; tags: Tags; aliasesOf: AliasesOf };

export const tagArticle: Step<ItemRow, Tagged> = {
  name: 'tag',
  start: (sql, id) => startItem(sql, Number(id), 'tag'),
  undoStart: (sql, id) => undoStartItem(sql, Number(id)),
  setBack: (sql, id) => setBackItem(sql, Number(id)),
  lock: lockItem,
  run: tagItem,
  save: saveTagged,
};

async function tagItem(item: ItemRow, deps: Deps): Promise<Outcome<Tagged>> {
  const revision = item.revision_id === null ? null : await loadRevision(deps.store, item.revision_id);
  if (revision === null) return reject('unreadable', 'The item has no stored text.');
  const { aliasesOf } = deps;
  return done({ revision, tags: await tagRevision(revision, deps), aliasesOf });
}

/** Language, entities and topics of a stored text; replays call it too. */
export const tagRevision = (revision: ReadableRevision, deps: TagBy): Promise<Tags> =>
  tagBy({ title: revision.title, text: revision.text, lang: null, hint: revision.lang }, deps);

async function saveTagged(sql: Sql, item: ItemRow, outcome: Outcome<Tagged>, deps: Deps) {
  if (outcome.kind !== 'done') {
    const entry = {
      stage: 'tag',
      outcome: 'reject',
      reason: outcome.reason,
      detail: outcome.detail ?? null,
    } as const;
    return endItem(sql, item, 'rejected', entry);
  }
  const { revision, aliasesOf } = outcome.value;
  const { lang } = outcome.value.tags;
  const storyId = await storyOf(sql, revision, lang, deps);
  const tags = await inheritTopics(sql, revision, storyId, outcome.value.tags, deps);
  await storeTags(sql, revision, tags);
  const inherited = tags.topics.filter(({ via }) => via === 'story').length;
  const facts = {
    lang,
    mentions: tags.mentions.length,
    topics: tags.topics.length,
    ...(inherited > 0 && { inherited }),
    story: storyId,
    vocabulary: tags.vocabulary,
  };
  await writeLedger(sql, { stage: 'tag', itemId: item.id, feedId: item.feed_id, outcome: 'done', facts });
  await followSubscriptions(sql, deps);
  const found = judgeRevision(revision, tags, { roster: deps.roster, aliasesOf });
  const rev = deps.roster.rev();
  const exhausted = deps.roster.unevaluated().map((one) => one.id);
  if (exhausted.length > 0)
    deps.log.warn({ event: 'match.unevaluated', item: item.id, subscriptions: exhausted });
  const kept = await keepMatches(sql, { revision, tags, storyId, rev, replayId: null }, found, deps);
  await enlist(sql, { item, revision, told: kept.promised.length > 0 }, deps);
  const matched = {
    subscriptions: deps.roster.size(),
    matches: found.length,
    deliveries: kept.jobs.length,
    rev,
  };
  const none = found.length === 0;
  await endItem(sql, item, 'done', {
    stage: 'match',
    outcome: none ? 'skip' : 'done',
    reason: none ? 'no-match' : null,
    facts: matched,
  });
  return kept.jobs;
}

/** Saves tags, and the words and values by which the text is found; replays that apply their results call it too. */
export async function storeTags(sql: Sql, revision: ReadableRevision, tags: Tags): Promise<void> {
  // the language as it will be read again, which is the declared one where none was found
  const stored = { ...tags, lang: tags.lang ?? revision.lang };
  const origin = { feedId: revision.feed_id, site: revision.site };
  await saveTags(sql, revision.id, tags, lexemesOf(matchTextOf(revision, stored), origin));
}

/** Takes over every subscription change that is committed by now, so that no match uses an older state. */
export async function followSubscriptions(sql: Sql, deps: Pick<Deps, 'roster' | 'log'>): Promise<void> {
  for (const { id, problem } of deps.roster.apply(await subscriptionsSince(sql, deps.roster.rev()))) {
    deps.log.error({ event: 'subscription.unreadable', subscription: id, problem });
  }
}
