// What a stage answers. Outcomes are values; a `throw` means a bug or a lost dependency.

/** Nothing to do, and that is right. */
export type SkipReason =
  | 'not-modified'
  | 'already-known'
  | 'old-item'
  | 'baseline'
  | 'no-match'
  /** a changed page whose changes are no news: clocks, counters, a word or two */
  | 'tiny-change'
  /** a teaser, or only the feed's word, where the whole article stood */
  | 'cut-short'
  /** the page as it was is read differently by now; nobody changed it */
  | 'read-differently'
  /** a first sign that the article was taken down; looked at again before it counts */
  | 'missing'
  | 'not-in-force'
  | 'feed-removed';

/** Could succeed later, by itself. */
export type RetryReason =
  | 'timeout'
  | 'dns'
  | 'connection'
  | 'tls'
  | 'redirected'
  | 'http-429'
  | 'http-5xx'
  | 'http-4xx'
  /** a redirect that leads nowhere, or "not modified" that nobody asked for */
  | 'http-3xx'
  /** 404 of a feed, which may come back */
  | 'not-found'
  /** 401, 403, 451 of a feed, which may let us in later */
  | 'forbidden'
  /** the old address has gone, and where it led to is known */
  | 'moved'
  | 'host-busy'
  | 'robots-unavailable'
  /** no thread to read in can be started */
  | 'cell-closed'
  /** a file could not be written: full, read-only, no right */
  | 'disk'
  /** called off by us, as in a shutdown */
  | 'aborted';

/** Will never succeed as it is; shown with its reason, and can be replayed. */
export type RejectReason =
  | 'poison'
  /** our own work on it ended in an error again and again */
  | 'error'
  | 'bad-url'
  | 'private-address'
  | 'blocked-port'
  | 'robots'
  | 'gone'
  | 'http-4xx'
  | 'redirect-loop'
  | 'too-many-redirects'
  | 'too-large'
  | 'ratio'
  | 'not-a-feed'
  | 'not-html'
  | 'pdf'
  /** pages that stand in an article's place */
  | 'bot-challenge'
  | 'consent-wall'
  | 'login-page'
  | 'soft-404'
  | 'list-page'
  | 'needs-script'
  /** nothing of the text is shown to those who do not pay */
  | 'paywall'
  | 'too-deep'
  | 'too-many-tags'
  | 'too-many-attributes'
  | 'deadline'
  | 'memory'
  | 'empty'
  | 'unreadable'
  | 'gave-up'
  /** the article was taken down by its newsroom */
  | 'withdrawn'
  | 'endpoint-gone'
  | 'bad-target'
  | 'bad-signature-secret';

export type Reason = SkipReason | RetryReason | RejectReason;

export type Done<T> = { kind: 'done'; value: T };
export type Skip = { kind: 'skip'; reason: SkipReason; detail?: string };
export type Retry = { kind: 'retry'; reason: RetryReason; detail?: string; afterMs?: number };
export type Reject = { kind: 'reject'; reason: RejectReason; detail?: string };

/** One of `done` with a value, or `skip`, `retry`, `reject` with a reason and a sentence for people. */
export type Outcome<T> = Done<T> | Skip | Retry | Reject;

export const done = <T>(value: T): Done<T> => ({ kind: 'done', value });
export const skip = (reason: SkipReason, detail?: string): Skip =>
  detail === undefined ? { kind: 'skip', reason } : { kind: 'skip', reason, detail };
export const retry = (reason: RetryReason, detail?: string, afterMs?: number): Retry => ({
  kind: 'retry',
  reason,
  ...(detail === undefined ? {} : { detail }),
  ...(afterMs === undefined ? {} : { afterMs }),
});
export const reject = (reason: RejectReason, detail?: string): Reject =>
  detail === undefined ? { kind: 'reject', reason } : { kind: 'reject', reason, detail };
