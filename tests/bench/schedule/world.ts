// A world of feeds to schedule: rates and hours taken from the dates of real feeds, spread over many made-up ones, each
// a Poisson stream with its own week. Deterministic: the same feed publishes the same items whoever polls it, and when.
import { readFileSync } from 'node:fs';
import { HOURS_A_WEEK, hourOfWeek } from '../../../src/feed/rhythm.ts';
import { shared } from '../../support/shared.ts';

const HOUR = 3_600_000;
const LEAST_DATES = 4;
/** items that fill a document, twice over: the hours around the start may be quiet ones */
const FULL = 40;
/** an hour in which a real feed showed nothing may show something all the same */
const SMOOTH = 0.5;

/** Items an hour and the share of each hour of the week in them (sum 1). */
type Habit = { rate: number; week: Float64Array };

export type Stream = {
  /** when the next item is published, ms; the one before is forgotten */
  next(): number;
};

export type World = {
  size: number;
  /** rates of the real feeds it was made from, items an hour, ascending */
  rates: number[];
  /** the items of feed `n` from so long before `start` on that a document is full, four weeks at most */
  stream(n: number, start: number): Stream;
};

/** A generator of numbers in [0, 1) (mulberry32); good enough for a simulation, and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function makeWorld(size: number, seed: number): World {
  const habits = realHabits();
  const pool = pooled(habits);
  const random = seeded(seed);
  const feeds = Array.from({ length: size }, () => {
    const habit = habits[Math.floor(random() * habits.length)] ?? { rate: 0.1, week: pool };
    // nobody publishes exactly as another: half to twice as much, mostly
    const factor = Math.exp(0.5 * normal(random));
    return { rate: habit.rate * factor, week: habit.week };
  });
  return {
    size,
    rates: habits.map(({ rate }) => rate).sort((a, b) => a - b),
    stream: (n, start) => {
      const habit = feeds[n] ?? { rate: 0.1, week: pool };
      const back = Math.min(28 * 24, Math.max(72, FULL / habit.rate)) * HOUR;
      return stream(habit, seeded(seed * 7919 + n), start - back);
    },
  };
}

/** Time runs by the hour's rate: the next item comes when an exponential amount of it has passed. */
function stream({ rate, week }: Habit, random: () => number, since: number): Stream {
  let time = since;
  return {
    next: () => {
      let rest = -Math.log(1 - random());
      for (;;) {
        const now = rate * HOURS_A_WEEK * (week[hourOfWeek(time)] ?? 0);
        const end = (Math.floor(time / HOUR) + 1) * HOUR;
        const here = (now * (end - time)) / HOUR;
        if (rest < here) {
          time += (rest / now) * HOUR;
          return time;
        }
        rest -= here;
        time = end;
      }
    },
  };
}

type Expectation = { group: string; entries: { published_iso: string | null }[] };

/** What the captured feeds show: how much they publish, and when. */
function realHabits(): Habit[] {
  const file = shared('data/feeds-dev/expectations.json');
  const known: Expectation[] = file === null ? [] : Object.values(JSON.parse(readFileSync(file, 'utf8')));
  const logs = known
    .filter(({ group }) => group === 'real')
    .map(({ entries }) =>
      entries.flatMap(({ published_iso: iso }) => (iso === null ? [] : [Date.parse(iso)])),
    )
    .map((dates) => dates.filter((date) => !Number.isNaN(date)).sort((a, b) => a - b))
    .filter((dates) => dates.length >= LEAST_DATES && span(dates) > HOUR);
  if (logs.length === 0) return madeUp();
  const all = weekOf(logs.flat(), new Float64Array(HOURS_A_WEEK).fill(1 / HOURS_A_WEEK));
  return logs.map((dates) => ({ rate: (dates.length - 1) / (span(dates) / HOUR), week: weekOf(dates, all) }));
}

const span = (dates: number[]): number => (dates.at(-1) ?? 0) - (dates[0] ?? 0);

/** The hours of these dates, with the general habit where they are silent. */
function weekOf(dates: number[], general: Float64Array): Float64Array {
  const week = general.map((share) => share * HOURS_A_WEEK * SMOOTH);
  // an item at nine says that items at eight and ten are likely too
  for (const date of dates) {
    for (const [off, weight] of [
      [-1, 0.25],
      [0, 0.5],
      [1, 0.25],
    ] as const) {
      const at = (hourOfWeek(date) + off + HOURS_A_WEEK) % HOURS_A_WEEK;
      week[at] = (week[at] ?? 0) + weight;
    }
  }
  const sum = week.reduce((a, b) => a + b, 0);
  return week.map((share) => share / sum);
}

function pooled(habits: Habit[]): Float64Array {
  const week = new Float64Array(HOURS_A_WEEK);
  for (const habit of habits) {
    habit.week.forEach((share, hour) => {
      week[hour] = (week[hour] ?? 0) + share / habits.length;
    });
  }
  return week;
}

/** Where no real feeds are at hand: from one an hour to one a month, busy by day. */
function madeUp(): Habit[] {
  const week = Float64Array.from({ length: HOURS_A_WEEK }, (_, hour) => {
    const isDay = hour % 24 >= 7 && hour % 24 < 20;
    return isDay ? 4 : 1;
  });
  const sum = week.reduce((a, b) => a + b, 0);
  const shares = week.map((share) => share / sum);
  return Array.from({ length: 60 }, (_, n) => ({ rate: 2 * 0.87 ** n, week: shares }));
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
