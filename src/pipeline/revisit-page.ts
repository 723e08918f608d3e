// A page once more: one polite, conditional request. Unchanged, changed (archived, to be read), or a sign that it is gone.
import { sha256 } from '../lib/hash.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import type { Sql } from '../store/db.ts';
import {
  adoptParts,
  type NewPage,
  type PackedBytes,
  packBytes,
  savePage,
  wasRendered,
} from '../store/pages.ts';
import {
  lockRevisit,
  moveRevisit,
  type RevisitRow,
  setBackRevisit,
  startRevisit,
  undoStartRevisit,
} from '../store/revisits.ts';
import type { Step } from './advance.ts';
import { askPage, judgePage, validatorsOf } from './ask-page.ts';
import type { Deps } from './deps.ts';
import { atHost, type Turn } from './host-turn.ts';
import type { Job } from './job.ts';
import { mayRender, renderPage } from './render-page.ts';
import { noteSign, notVisited, revisitJob, visited } from './revisit-moves.ts';
import { leadsHome, type Sign } from './revisit-signs.ts';

type Validators = ReturnType<typeof validatorsOf>;
type Visit =
  | { kind: 'same'; validators: Validators | null }
  | { kind: 'page'; page: NewPage; packed: PackedBytes; validators: Validators }
  | ({ kind: 'sign' } & Sign);

export const revisitPage: Step<RevisitRow, Visit> = {
  name: 'revisit',
  start: (sql, id) => startRevisit(sql, Number(id), 'fetch'),
  undoStart: (sql, id) => undoStartRevisit(sql, Number(id)),
  setBack: (sql, id) => setBackRevisit(sql, Number(id)),
  lock: lockRevisit,
  run: visit,
  save: saveVisit,
};

async function visit(row: RevisitRow, deps: Deps): Promise<Outcome<Visit>> {
  // without its scripts the page would look as if the article had been taken down
  if (!mayRender(row.url, deps) && (await wasRendered(deps.store, row.article_id)))
    return reject('needs-script', 'A browser built this page before, and may not any more (render.hosts).');
  return atHost(row.url, `revisit-${row.article_id}`, deps, (turn) => request(row, deps, turn));
}

async function request(row: RevisitRow, deps: Deps, turn: Turn): Promise<Outcome<Visit>> {
  const { url, host } = row;
  const answer = await askPage(url, deps, turn, conditions(row));
  if (answer.kind !== 'done') return answer;
  const { value } = answer;
  if (value.status === 304) return done({ kind: 'same', validators: null });
  const sign = signOf(url, value);
  if (sign) return done({ kind: 'sign', ...sign });
  const problem = await judgePage(value, host, deps);
  if (problem) return problem;
  let validators = validatorsOf(value);
  if (sha256(value.bytes) === row.body_hash) return done({ kind: 'same', validators });
  const contentType = value.headers['content-type'] ?? null;
  const head = { itemId: row.item_id, url, finalUrl: value.url, status: value.status, contentType };
  const { bytes } = value;
  const plain = { page: { ...head, ...validators }, packed: await packBytes(bytes), bytes };
  const built = await renderPage(plain, {}, turn, deps);
  if (built.kind !== 'done') return built;
  if (built.value.failure) return built.value.failure;
  const { page, packed } = built.value.page;
  if (page.rendered) validators = { etag: null, lastModified: null };
  return done({ kind: 'page', page, packed, validators });
}

const conditions = ({ etag, last_modified }: RevisitRow): Record<string, string> => ({
  ...(etag === null ? {} : { 'if-none-match': etag }),
  ...(last_modified === null ? {} : { 'if-modified-since': last_modified }),
});

function signOf(url: string, { status, url: answered }: Fetched): Sign | null {
  const detail = `The server answered ${status}.`;
  if (status === 404 || status === 410) return { sign: 'gone', detail };
  if (status === 451) return { sign: 'legal', detail };
  if (status >= 200 && status < 300 && leadsHome(url, answered))
    return { sign: 'home', detail: `The address leads to ${answered}.` };
  return null;
}

async function saveVisit(sql: Sql, row: RevisitRow, outcome: Outcome<Visit>, deps: Deps): Promise<Job[]> {
  if (outcome.kind !== 'done') return notVisited(sql, row, outcome, deps);
  const visit = outcome.value;
  if (visit.kind === 'sign') return noteSign(sql, row, visit, deps);
  const found =
    visit.validators === null
      ? {}
      : { etag: visit.validators.etag, last_modified: visit.validators.lastModified };
  if (visit.kind === 'same') {
    const entry = { outcome: 'skip', reason: 'not-modified' } as const;
    return visited(sql, { ...row, ...found }, entry, deps);
  }
  const pageId = await savePage(sql, visit.page, visit.packed);
  await adoptParts(sql, row.article_id, pageId);
  const page = { ...found, page_id: pageId, body_hash: visit.packed.hash };
  const next = await moveRevisit(sql, row, { stage: 'extract', dueAt: deps.clock.now(), tries: 0, ...page });
  return [revisitJob(next)];
}
