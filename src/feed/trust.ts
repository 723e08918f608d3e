// Can a feed's validators be trusted? Some servers answer 304 for ever, some give each answer a new ETag. Pure. Whoever
// proves to lie is asked without validators from then on, and the hash of the body decides.

const DAY = 86_400_000;
/** Nothing but 304 for so long, from a server that never was checked, is looked into once. */
const FIRST_CHECK = DAY;
/** A document asked for in full without need costs its server; so a doubt is looked into this often at most. */
const BETWEEN_CHECKS = 30 * DAY;
/** An ETag that changed this often in a row while the document did not says nothing. */
const EMPTY_CHANGES = 3;

/** What is known of a feed's answers. */
export type ValidatorRecord = {
  etag: string | null;
  lastModified: string | null;
  /** why validators are no longer used; null: they are */
  off: string | null;
  /** answers in a row with a new ETag and the same document */
  emptyChanges: number;
  /** when a document came last, ms; null: never */
  fullAt: number | null;
  /** when one was asked for because 304 was doubted, ms; null: never */
  checkedAt: number | null;
  /** from when on the feed is quieter than its rhythm makes plausible, ms; null: not known */
  silentFrom: number | null;
};

/** Whether to ask without validators now, although there are some: only 304s for far longer than the rhythm explains. */
export function shouldAskInFull(known: ValidatorRecord, now: number): boolean {
  if (known.off !== null || (known.etag === null && known.lastModified === null)) return false;
  if (known.checkedAt !== null && now - known.checkedAt < BETWEEN_CHECKS) return false;
  if (known.fullAt === null) return false;
  const quiet = known.checkedAt === null ? FIRST_CHECK : BETWEEN_CHECKS;
  return now - known.fullAt >= quiet || (known.silentFrom !== null && known.silentFrom < now);
}

export type Answer = {
  /** validators were sent */
  conditional: boolean;
  notModified: boolean;
  etag: string | null;
  lastModified: string | null;
  sameBody: boolean;
  /** there are items that were published before an earlier 304, and that no answer ever showed */
  missed: boolean;
};

/** The verdict after an answer; `off` stays once it is set. */
export function judgeValidators(
  known: ValidatorRecord,
  answer: Answer,
): Pick<ValidatorRecord, 'off' | 'emptyChanges'> {
  if (known.off !== null) return { off: known.off, emptyChanges: 0 };
  if (answer.notModified) return { off: null, emptyChanges: 0 };
  if (!answer.conditional) {
    const unmoved = answer.etag === known.etag && answer.lastModified === known.lastModified;
    const had = known.etag !== null || known.lastModified !== null;
    const lied = had && !answer.sameBody && (unmoved || answer.missed);
    return { off: lied ? 'it said "not modified" (304) while there was news' : null, emptyChanges: 0 };
  }
  if (!answer.sameBody) return { off: null, emptyChanges: known.emptyChanges };
  const isNew = answer.etag !== null && known.etag !== null && answer.etag !== known.etag;
  const emptyChanges = isNew ? known.emptyChanges + 1 : known.emptyChanges;
  const empty = emptyChanges >= EMPTY_CHANGES;
  return { off: empty ? 'its ETag changes although the document does not' : null, emptyChanges };
}
