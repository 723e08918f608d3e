// Dates as feeds write them: RFC 822 and its cousins, US and asctime forms, ISO 8601 / W3CDTF. A date that can't be
// read is no date; nothing here uses the machine's own time zone.
import { LIMITS } from '../config/limits.ts';

/** Hours east of UTC, by zone name in lower case. A name that is not here counts as UTC. */
const ZONES: Record<string, number> = {
  ...{
    ut: 0,
    utc: 0,
    gmt: 0,
    z: 0,
    wet: 0,
    west: 1,
    bst: 1,
    cet: 1,
    cest: 2,
    met: 1,
    mest: 2,
    eet: 2,
    eest: 3,
  },
  ...{ msk: 3, ist: 5.5, hkt: 8, sgt: 8, jst: 9, kst: 9, aest: 10, aedt: 11, nzst: 12, nzdt: 13 },
  ...{
    est: -5,
    edt: -4,
    et: -5,
    cst: -6,
    cdt: -5,
    ct: -6,
    mst: -7,
    mdt: -6,
    mt: -7,
    pst: -8,
    pdt: -7,
    pt: -8,
  },
  ...{ akst: -9, akdt: -8, hst: -10, brt: -3, art: -3 },
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Month names of other languages whose first letters differ from the English ones, folded to ASCII. */
const FOREIGN_MONTHS: [RegExp, number][] = [
  [/^(janv|ene|genn?|gen|sty)/, 1],
  [/^(fev|lut)/, 2],
  [/^(mars|marz|marc|maer|mrt|mrz)/, 3],
  [/^(avr|abr|kwi)/, 4],
  [/^(mai|mag|mei|maj)/, 5],
  [/^(juin|giu|cze)/, 6],
  [/^(juil|lug|lip)/, 7],
  [/^(aout|ago|sie)/, 8],
  [/^(set|wrz)/, 9],
  [/^(okt|out|ott|paz)/, 10],
  [/^(lis)/, 11],
  [/^(dez|dic|des|gru)/, 12],
];

/**
 * A field may be too large by this much and counts on into the next: February 31, hour 25, second 61 come from
 * hand-made feeds and broken arithmetic. More is no date, and neither is a month above 12.
 */
const SLACK = 3;

type Fields = {
  year: number;
  month: number;
  day: number;
  time: string | undefined;
  zone: string | undefined;
};

const TIME = String.raw`(\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,9})?(?:\s*[ap]\.?m\.?)?)`;
const ZONE = String.raw`(z|[a-z]{1,5}(?:\s*[+-]\d{1,2}:?\d{0,2})?|[+-]\d{1,2}:?\d{0,2})`;
const RFC822 = new RegExp(
  String.raw`^(?:[^\d\s,.]{1,20}[,.]{0,2}\s*)?(\d{1,2})[\s-]+([^\d\s.,-]{3,12})[.,]?[\s-]+(\d{4}|\d{2})(?:,?\s+${TIME}\s*\(?${ZONE}?.*)?$`,
  'i',
);
const US = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(?:at\s+)?${TIME}\s*${ZONE}?)?$`,
  'i',
);
const ASCTIME = new RegExp(
  String.raw`^[a-z]{3,9},?\s+([a-z]{3,9})\s+(\d{1,2})\s+${TIME}\s+(?:${ZONE}\s+)?(\d{4})$`,
  'i',
);
const ISO = new RegExp(
  String.raw`^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:\s?t\s?|\s+)${TIME}?\s*${ZONE}?)?$`,
  'i',
);

/**
 * The instant that `text` states, as ISO 8601 in UTC without milliseconds where they are zero; null when it states
 * none. A missing zone means UTC.
 */
export function parseDate(text: string): string | null {
  const s = text.slice(0, LIMITS.dateChars).trim().replace(/\s+/g, ' ');
  if (s === '' || !/\d/.test(s)) return null;
  const fields = iso(s) ?? rfc822(s) ?? us(s) ?? asctime(s);
  if (fields === 'no date') return null;
  return fields ? instant(fields) : byEngine(s);
}

function iso(s: string): Fields | 'no date' | null {
  const m = ISO.exec(s);
  if (!m) return null;
  const month = Number(m[2] ?? 1);
  if (month < 1 || month > 12) return 'no date';
  return { year: Number(m[1]), month, day: Number(m[3] ?? 1), time: m[4], zone: m[5] };
}

function rfc822(s: string): Fields | null {
  const m = RFC822.exec(s);
  const month = monthOf(m?.[2]);
  return m && month ? { year: fullYear(m[3] ?? ''), month, day: Number(m[1]), time: m[4], zone: m[5] } : null;
}

function us(s: string): Fields | null {
  const m = US.exec(s);
  const month = monthOf(m?.[1]);
  return m && month ? { year: Number(m[3]), month, day: Number(m[2]), time: m[4], zone: m[5] } : null;
}

function asctime(s: string): Fields | null {
  const m = ASCTIME.exec(s);
  const month = monthOf(m?.[1]);
  return m && month ? { year: Number(m[5]), month, day: Number(m[2]), time: m[3], zone: m[4] } : null;
}

/** Other forms with a four-digit year; UTC is added so that the machine's own zone can't slip in. */
function byEngine(s: string): string | null {
  if (!/\d{4}/.test(s)) return null;
  const zoned = /(z|[a-z]{2,4}|[+-]\d{1,2}:?\d{2})$/i.test(s) && !/\b[ap]m$/i.test(s);
  const time = Date.parse(zoned ? s : `${s} UTC`);
  return Number.isNaN(time) ? null : print(time);
}

function instant(f: Fields): string | null {
  const m = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,](\d{1,9}))?\s*([ap])?/i.exec(f.time ?? '0:0');
  if (!m) return null;
  const half = m[5]?.toLowerCase();
  const hour = half ? (Number(m[1]) % 12) + (half === 'p' ? 12 : 0) : Number(m[1]);
  const [minute, second] = [Number(m[2]), Number(m[3] ?? 0)];
  const over = [f.day - daysIn(f.year, f.month), hour - 24, minute - 59, second - 60];
  if (f.day < 1 || over.some((by) => by > SLACK)) return null;
  const fraction = Math.floor(Number(`0.${m[4] ?? 0}`) * 1000);
  const day = new Date(0);
  day.setUTCFullYear(f.year, f.month - 1, f.day);
  const time = day.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  return print(time - zoneMinutes(f.zone) * 60_000);
}

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** Minutes east of UTC. `GMT+0200` and a bare offset count the offset, a name the table. */
function zoneMinutes(zone: string | undefined): number {
  if (!zone) return 0;
  const offset = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  return (ZONES[zone.toLowerCase()] ?? 0) * 60;
}

/** Two digits: 70 to 99 are the last century's (RFC 2822 draws the line at 50; feeds begin in 1999). */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function monthOf(name: string | undefined): number | null {
  if (!name) return null;
  const folded = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  const foreign = FOREIGN_MONTHS.find(([start]) => start.test(folded));
  if (foreign) return foreign[1];
  const english = MONTHS.findIndex((month) => folded.startsWith(month));
  return english < 0 ? null : english + 1;
}

/** Years of four digits: outside them the text is no longer one that everybody reads. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59Z');

function print(time: number): string | null {
  if (!(time >= EARLIEST && time <= LATEST)) return null;
  const text = new Date(time).toISOString();
  return time % 1000 === 0 ? `${text.slice(0, 19)}Z` : text;
}
