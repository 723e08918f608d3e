// How a feed publishes: items by hour of the week, older ones counting less, thin evidence drawn towards what is known
// at large. Pure; knows nothing of servers and their wishes (schedule.ts does).

const HOUR = 3_600_000;
const HALF = HOUR / 2;
const DAY = 24 * HOUR;
export const HOURS_A_WEEK = 168;
/** 1970 began on a Thursday; hour 0 of the week is Sunday 00:00 UTC */
const EPOCH_HOUR = 4 * 24;

/** What was published a month ago counts a third: habits change with seasons and editors. */
const MEMORY_HOURS = 28 * 24;
const MEMORY = MEMORY_HOURS * HOUR;
/** Before anything is known: as of half an item in half an hour watched, that is, one item an hour, soon outweighed. */
const PRIOR_ITEMS = 0.5;
const PRIOR_HOURS = 0.5;
/** Items that an hour of the day is thought to have shown already at the feed's mean, and an hour of the week at the day's. */
const DAY_PRIOR = 2;
const WEEK_PRIOR = 3;
/** The quietest hour counts a tenth of the mean at least: news may break at night. */
const QUIETEST = 0.1;
/** Hours; a feed that was watched for less has not shown its day yet. */
const LEAST_WATCHED = 24;
/** An item dated this long before the last look says nothing of the time since: it was brought back, or backdated. */
const LATE = 7 * DAY;

/** Silence is remarkable when so many items were to be expected, and it is so many times the longest known pause. */
const EXPECTED_ITEMS = 9;
const TIMES_LONGEST = 3;
const LEAST_SILENCE = 6 * HOUR;
/** with fewer items there is no rhythm to be quieter than */
const LEAST_ITEMS = 4;
const LONGEST_SILENCE = 90 * DAY;

export type Rhythm = {
  /** end of the time watched, ms since 1970 */
  at: number;
  /** hours watched, fading; at most MEMORY_HOURS */
  hours: number;
  /** items by hour of the week, fading alike; HOURS_A_WEEK of them */
  counts: number[];
  /** when the newest item was published, ms since 1970; null before the first one */
  newest: number | null;
  /** longest pause between two items, ms, fading */
  longestGap: number;
};

/**
 * The rhythm after a look at the feed. Without one before, `published` is the whole document, whose reach back counts as
 * time watched; else it is what was new. Times are ms since 1970; those to come don't count.
 */
export function observe(before: Rhythm | null, published: readonly number[], now: number): Rhythm {
  const past = published.filter((time) => time <= now);
  const start = before ?? blank(past, now);
  const keep = Math.exp(-(now - start.at) / MEMORY);
  const next: Rhythm = {
    at: now,
    hours: round(start.hours * keep + MEMORY_HOURS * (1 - keep)),
    counts: faded(start.counts, keep),
    newest: start.newest,
    longestGap: Math.round(start.longestGap * keep),
  };
  for (const time of past.filter((one) => one >= start.at - (before ? LATE : 0)).sort((a, b) => a - b)) {
    const hour = hourOfWeek(time);
    next.counts[hour] = round((next.counts[hour] ?? 0) + Math.exp(-(now - time) / MEMORY));
    if (next.newest !== null && time > next.newest)
      next.longestGap = Math.max(next.longestGap, time - next.newest);
    next.newest = Math.max(next.newest ?? time, time);
  }
  return next;
}

function faded(counts: readonly number[], keep: number): number[] {
  const next = counts.slice();
  for (let hour = 0; hour < HOURS_A_WEEK; hour++) {
    const count = next[hour] ?? 0;
    if (count !== 0) next[hour] = round(count * keep);
  }
  return next;
}

/** Nothing seen yet; the time watched begins with the oldest item, a memory ago at the most. */
function blank(past: readonly number[], now: number): Rhythm {
  const oldest = past.reduce((least, time) => Math.min(least, time), now);
  const newest = past.reduce((most, time) => Math.max(most, time), 0);
  return {
    at: Math.max(oldest, now - MEMORY),
    hours: 0,
    counts: new Array<number>(HOURS_A_WEEK).fill(0),
    // an item from before the time watched is still the last one that came
    newest: newest > 0 && newest < now - MEMORY ? newest : null,
    longestGap: 0,
  };
}

/** Items an hour to expect in each hour of the week; null stands for a feed of which nothing is known. */
export function ratesOf(rhythm: Rhythm | null): Float64Array {
  const rates = new Float64Array(HOURS_A_WEEK);
  if (rhythm === null) return rates.fill(PRIOR_ITEMS / PRIOR_HOURS);
  const { counts, hours } = rhythm;
  const mean = meanRate(rhythm);
  const weeks = hours / HOURS_A_WEEK;
  for (let hour = 0; hour < 24; hour++) {
    let seen = 0;
    for (let at = hour; at < HOURS_A_WEEK; at += 24) seen += counts[at] ?? 0;
    const daily = (seen + DAY_PRIOR) / (weeks * 7 + DAY_PRIOR / mean);
    for (let at = hour; at < HOURS_A_WEEK; at += 24) {
      const rate = ((counts[at] ?? 0) + WEEK_PRIOR) / (weeks + WEEK_PRIOR / daily);
      rates[at] = Math.max(rate, mean * QUIETEST);
    }
  }
  return rates;
}

/** Items an hour over all hours of the week. */
export function meanRate({ counts, hours }: Rhythm): number {
  let total = 0;
  for (let hour = 0; hour < HOURS_A_WEEK; hour++) total += counts[hour] ?? 0;
  return (total + PRIOR_ITEMS) / (hours + PRIOR_HOURS);
}

/** What came and in what time, for people: nothing is assumed of what was not watched. */
export type Pace = {
  /** items that came while the feed was watched, or stood in its first document; older ones count less */
  items: number;
  /** hours watched, counted from the oldest item of the first document; at most MEMORY_HOURS */
  hours: number;
  /** null: less than a day was watched, which says nothing of a week */
  itemsAWeek: number | null;
};

/** @param until when the feed was read last, ms since 1970: what did not come since then counts too */
export function paceOf(rhythm: Rhythm, until: number): Pace {
  const keep = Math.exp(-Math.max(0, until - rhythm.at) / MEMORY);
  const hours = rhythm.hours * keep + MEMORY_HOURS * (1 - keep);
  const items = rhythm.counts.reduce((sum, count) => sum + count, 0) * keep;
  return { items, hours, itemsAWeek: hours < LEAST_WATCHED ? null : (items / hours) * HOURS_A_WEEK };
}

/** Items a week to expect, thin evidence drawn towards what is known at large. */
export const expectedAWeek = (rhythm: Rhythm): number => meanRate(rhythm) * HOURS_A_WEEK;

/**
 * The first moment after `from` at which the items to be expected since then will have waited `patience` item-hours
 * altogether; `from + atMost` if that comes first. At an even rate r this is the square-root rule, √(2 · patience / r);
 * with hours that differ it comes just after the hours in which most is published.
 */
export function whenWaited(rates: Float64Array, from: number, patience: number, atMost: number): number {
  const end = from + atMost;
  let time = from;
  let items = 0;
  let waited = 0;
  while (time < end) {
    const rate = rateAt(rates, time);
    const until = Math.min((Math.floor(time / HALF) + 1) * HALF, end);
    const span = (until - time) / HOUR;
    const after = waited + items * span + (rate * span * span) / 2;
    if (after >= patience && rate > 0) {
      const rest = Math.sqrt(items * items + 2 * rate * (patience - waited)) - items;
      return time + (rest / rate) * HOUR;
    }
    items += rate * span;
    waited = after;
    time = until;
  }
  return end;
}

/** Half hours lean towards the hour next to them: habits don't change on the hour, and polls must not meet there. */
function rateAt(rates: Float64Array, time: number): number {
  const hour = hourOfWeek(time);
  const isFirstHalf = Math.floor(time / HALF) % 2 === 0;
  const beside = (hour + (isFirstHalf ? HOURS_A_WEEK - 1 : 1)) % HOURS_A_WEEK;
  return 0.65 * (rates[hour] ?? 0) + 0.35 * (rates[beside] ?? 0);
}

/**
 * From when on the feed is quieter than its rhythm makes plausible: nine items were to be expected since its last one
 * (at that hour, on that day), and the pause is three times the longest one known. null: too little is known to tell.
 */
export function silentFrom(rhythm: Rhythm | null): Date | null {
  if (rhythm === null || rhythm.newest === null) return null;
  if (rhythm.counts.reduce((sum, count) => sum + count, 0) < LEAST_ITEMS) return null;
  const rates = ratesOf(rhythm);
  const least = rhythm.newest + Math.max(LEAST_SILENCE, TIMES_LONGEST * rhythm.longestGap);
  let expected = 0;
  for (let time = rhythm.newest; time < rhythm.newest + LONGEST_SILENCE; time += HOUR) {
    if (expected >= EXPECTED_ITEMS && time >= least) return new Date(time);
    expected += rates[hourOfWeek(time)] ?? 0;
  }
  return null;
}

/** For how long from now on silence would be plausible, ms; a week where too little is known. */
export function plausibleSilence(rhythm: Rhythm | null, now: number): number {
  const end = rhythm === null ? null : silentFrom({ ...rhythm, newest: now });
  return end === null ? 7 * DAY : end.getTime() - now;
}

export const hourOfWeek = (time: number): number =>
  (((Math.floor(time / HOUR) + EPOCH_HOUR) % HOURS_A_WEEK) + HOURS_A_WEEK) % HOURS_A_WEEK;

/** it is stored with each feed: three digits say all that is known */
const round = (value: number): number => Math.round(value * 1000) / 1000;
