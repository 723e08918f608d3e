// What stages need from outside, as one value made at start. Tests make their own.
import type { Cell } from '../extract/cell.ts';
import type { FeedCell } from '../feed/cell.ts';
import type { Bounds } from '../feed/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import type { AliasesOf } from '../lib/entity-values.ts';
import type { Log } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import type { Roster } from '../match/roster.ts';
import type { EgressPolicy } from '../net/address.ts';
import type { Client } from '../net/client.ts';
import type { Robots } from '../net/robots.ts';
import type { Store } from '../store/db.ts';
import type { NerBackend } from '../tag/entities/backend.ts';
import type { Vocabulary } from '../tag/tag.ts';
import type { WebSubOptions } from './hubs.ts';
import type { Job } from './job.ts';
import type { Sites } from './live-sites.ts';
import type { Rendering } from './render-page.ts';

export type RevisitOptions = {
  on: boolean;
  articles: 'delivered' | 'all';
  /** after an article was first seen, ms, growing */
  scheduleMs: readonly number[];
  /** requests to one host in a day at most */
  perHostDay: number;
};

export type PipelineOptions = {
  /** least time between two requests to one host, ms */
  hostGapMs: number;
  robots: boolean;
  pollBounds: Bounds;
  /** hosts that many sites share: Retry-After of one feed holds that feed only */
  sharedHosts: readonly string[];
  websub: WebSubOptions;
  /** of a feed's first poll, older items are only noted, ms */
  firstPollWindowMs: number;
  storyWindowMs: number;
  /** waits before each attempt of a delivery, ms */
  alertRetryMs: readonly number[];
  allowHttpWebhooks: boolean;
  /** folder of the `file` channel */
  alertFiles: string;
  revisit: RevisitOptions;
  reconcileLeaseMs: number;
  feedBatch: number;
};

export type Deps = {
  store: Store;
  client: Client;
  policy: EgressPolicy;
  robots: Robots;
  cell: Cell;
  /** what the operator knows of single sites; follows its file */
  sites?: Sites;
  /** the operator's own browser, for pages that only scripts fill; absent where nothing is fetched, and by default */
  rendering?: Rendering;
  /** where feed documents are read */
  feeds: FeedCell;
  /** in force now; changes while the service runs, so work that takes two looks keeps what it saw at first */
  vocabulary: Vocabulary;
  /** what is wrong with newer files, which were refused */
  vocabularyProblem?: string | null;
  aliasesOf: AliasesOf;
  /** the operator's own model for names; without one the vocabulary's tagger finds them */
  ner?: NerBackend | null;
  roster: Roster;
  clock: Clock;
  random: Random;
  log: Log;
  /** Hands jobs to the queue; may fail, the reconciler makes up for it. */
  enqueue(jobs: Job[]): Promise<void>;
  options: PipelineOptions;
};
