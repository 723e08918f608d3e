// A changed page → a revision, no news, or a sign that the article was taken down. The page as it was is read again by
// the same extractor, so that a better extractor is never taken for an editor.
import { likeness } from '../compare/align.ts';
import { withdrawalNotice } from '../compare/notes.ts';
import { urlKey } from '../lib/url.ts';
import { wordsOf } from '../match/words.ts';
import type { ExtractedArticle, Judged } from '../model/model.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { findArticle, latestRevision, type RevisionRow, saveRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { loadItem, moveItem } from '../store/items.ts';
import { loadPage } from '../store/pages.ts';
import {
  lockRevisit,
  moveRevisit,
  type RevisitRow,
  setBackRevisit,
  startRevisit,
  undoStartRevisit,
} from '../store/revisits.ts';
import type { Step } from './advance.ts';
import type { Deps } from './deps.ts';
import { QUEUE_OF } from './item-moves.ts';
import { type Job, jobFor } from './job.ts';
import { judgeReading, judgeReadings } from './judge-change.ts';
import { readPage } from './read-page.ts';
import { noteSign, notVisited, visited, withdraw } from './revisit-moves.ts';
import type { Sign } from './revisit-signs.ts';

type Reading =
  | {
      kind: 'text';
      article: ExtractedArticle;
      before: RevisionRow;
      judged: Judged;
      reread: boolean;
      notice: string | null;
      /** the text holds no note of removal, old or new */
      clean: boolean;
    }
  | ({ kind: 'sign' } & Sign);

export const revisitArticle: Step<RevisitRow, Reading> = {
  name: 'revisit-read',
  start: (sql, id) => startRevisit(sql, Number(id), 'extract'),
  undoStart: (sql, id) => undoStartRevisit(sql, Number(id)),
  setBack: (sql, id) => setBackRevisit(sql, Number(id)),
  lock: lockRevisit,
  run: read,
  save: saveReading,
};

/** of a text with fewer words nothing is left */
const EMPTIED_WORDS = 25;
/** when there were this many */
const FULL_WORDS = 80;
/** a paragraph with a sentence in it, also of a script that writes without spaces; furniture has none */
const PROSE = /^(?=.{80}|.{0,79}[。！？]).*[.!?…。！？]/mu;
/** a note of removal stands for the text in a page of no more words */
const NOTICE_WORDS = 120;
/** where a redirect led to is another article when it shares less than this with the one that was read */
const LEAST_ALIKE = 0.3;

async function read(row: RevisitRow, deps: Deps): Promise<Outcome<Reading>> {
  const page = row.page_id === null ? null : await loadPage(deps.store, row.page_id);
  const before = await latestRevision(deps.store, row.article_id);
  if (page === null || before === null) return reject('unreadable', 'The archive has no page to compare.');
  const outcome = await extract(page, deps);
  if (outcome.kind === 'reject' && outcome.reason === 'empty')
    return done({
      kind: 'sign',
      sign: 'emptied',
      detail: outcome.detail ?? 'The page has no text any more.',
    });
  if (outcome.kind === 'reject' && outcome.reason === 'soft-404')
    return done({ kind: 'sign', sign: 'notice', detail: outcome.detail ?? 'The page says that it is gone.' });
  if (outcome.kind !== 'done') return outcome;
  const article = outcome.value;
  const sign = signIn(article, before, row.url, page.final_url);
  if (sign) return done({ kind: 'sign', ...sign });
  const now = judgeReading(before, article);
  const judged = now.kind === null || now.kind === 'fuller' ? now : await judgeByPages(before, article, deps);
  const reread = now.kind !== null && judged.kind === null;
  const said = noticeIn(article.text, article.about?.corrections);
  const notice =
    said !== null && noticeIn(before.text, before.about_page?.corrections) === null ? said : null;
  return done({ kind: 'text', article, before, judged, reread, notice, clean: said === null });
}

/** Newsrooms put it into the text or among their notes on it. */
const noticeIn = (text: string, notes: readonly string[] = []): string | null =>
  [text, ...notes].map(withdrawalNotice).find((said) => said !== null) ?? null;

type ArchivedPage = NonNullable<Awaited<ReturnType<typeof loadPage>>>;

/** Read as at first: all its parts, and by the site's own rule. */
async function extract(page: ArchivedPage, deps: Deps): Promise<Outcome<ExtractedArticle>> {
  const outcome = await readPage(page, {}, deps);
  return outcome.kind === 'done' ? done(outcome.value.article) : outcome;
}

/** What changed between the two pages, both read as of today. */
async function judgeByPages(before: RevisionRow, after: ExtractedArticle, deps: Deps): Promise<Judged> {
  const page = before.page_id === null ? null : await loadPage(deps.store, before.page_id);
  const outcome = page && (await extract(page, deps));
  return outcome?.kind === 'done' ? judgeReadings(outcome.value, after) : judgeReading(before, after);
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

function signIn(
  article: ExtractedArticle,
  before: RevisionRow,
  asked: string,
  answered: string,
): Sign | null {
  const [words, wordsBefore] = [countWords(article.text), countWords(before.text)];
  const notice = words <= NOTICE_WORDS ? withdrawalNotice(article.text) : null;
  if (notice !== null && words < wordsBefore / 2) return { sign: 'notice', detail: notice };
  const { kind } = judgeReading(before, article);
  if (words < EMPTIED_WORDS && wordsBefore >= FULL_WORDS && kind !== null)
    return { sign: 'emptied', detail: `Of ${wordsBefore} words, ${words} are left.` };
  const bare = words < wordsBefore / 2 && wordsBefore >= FULL_WORDS && !PROSE.test(article.text);
  if (bare && kind !== null && likeness(before.text, article.text) < LEAST_ALIKE)
    return { sign: 'emptied', detail: `Of ${wordsBefore} words none are left but the page's furniture.` };
  if (urlKey(asked) !== urlKey(answered) && likeness(before.text, article.text) < LEAST_ALIKE)
    return { sign: 'elsewhere', detail: `The address leads to another page: ${answered}` };
  return null;
}

async function saveReading(sql: Sql, row: RevisitRow, outcome: Outcome<Reading>, deps: Deps): Promise<Job[]> {
  if (outcome.kind !== 'done') return notVisited(sql, row, outcome, deps);
  if (outcome.value.kind === 'sign') return noteSign(sql, row, outcome.value, deps);
  const { article, before, judged, reread, notice, clean } = outcome.value;
  const jobs = notice === null ? [] : await withdraw(sql, row, { sign: 'notice', detail: notice }, deps);
  if (judged.kind === null) {
    const reason = reread ? 'read-differently' : REASON[judged.why];
    await visited(sql, row, { outcome: 'skip', reason }, deps, clean);
    return jobs;
  }
  const item = await loadItem(sql, row.item_id);
  const latest = await latestRevision(sql, row.article_id);
  const known = await findArticle(sql, String(row.article_id));
  if (known === null || item === null)
    throw new Error(`article ${row.article_id} is revisited but not there`);
  if (latest?.id !== before.id || (item.stage !== 'done' && item.stage !== 'rejected')) {
    // its feed has it read again at this moment: what that finds is compared with then
    await moveRevisit(sql, row, { stage: 'extract', dueAt: new Date(deps.clock.now().getTime() + 60_000) });
    return jobs;
  }
  const { key, url, feed_id: feedId } = known;
  const words = wordsOf(article.title, article.text);
  const source = { key, url, feedId, pageId: row.page_id, words };
  const saved = await saveRevision(sql, source, article, () => judged);
  const facts = { revision: saved.number, change: judged.kind, added: judged.added, removed: judged.removed };
  await visited(sql, row, { outcome: 'done', facts: { ...facts, changed: saved.fresh } }, deps, clean);
  if (!saved.fresh) return jobs;
  const found = { articleId: row.article_id, revisionId: saved.revisionId, pageId: row.page_id ?? 0 };
  const next = await moveItem(sql, item.id, { stage: 'tag', dueAt: null, tries: 0, ...found });
  const job = next && jobFor(QUEUE_OF.tag, next, deps.clock.now(), 0);
  return job ? [...jobs, job] : jobs;
}

const REASON = { same: 'not-modified', tiny: 'tiny-change', cut: 'cut-short', poorer: 'cut-short' } as const;
