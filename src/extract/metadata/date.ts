// A date as pages write it, to ISO 8601. Day before month unless that is impossible, in the future, or the page is
// American. A time without a zone is taken as UTC; a day without a time stays a day. Days to come are not believed.
import { monthOf, offsetOf } from './date-words.ts';

const FIRST_YEAR = 1995;
const READ_CHARS = 300;
const DAY_MS = 24 * 3600 * 1000;

export type DateHints = {
  /** 3/7/2031 is the seventh of March */
  monthFirst: boolean;
  /** the last moment that is believed, ms since 1970 */
  latest: number;
  /** when the page was seen, ms since 1970: what "two hours ago" counts from */
  seenAt?: number | undefined;
};

type Day = { year: number; month: number; day: number; after: string };

/** ISO 8601 of the first date in `text`, or null. */
export function readDate(text: string, hints: DateHints): string | null {
  const trimmed = asciiDigits(text.slice(0, READ_CHARS)).trim();
  if (/^\d{10}(?:\d{3})?$/.test(trimmed)) return fromEpoch(trimmed, hints);
  const days = [isoDay(trimmed), wordDay(trimmed), eastAsianDay(trimmed), ...numberDays(trimmed, hints)];
  for (const found of days) {
    if (found === null || !exists(found)) continue;
    const day = `${found.year}-${two(found.month)}-${two(found.day)}`;
    const time = timeIn(found.after, day) ?? timeIn(trimmed, day);
    const date = time === null ? day : `${day}T${time}`;
    if (Date.parse(date) <= hints.latest) return date;
  }
  return null;
}

/** Arabic, Persian and Devanagari digits as ASCII. */
const asciiDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

function fromEpoch(digits: string, { latest }: DateHints): string | null {
  const date = new Date(digits.length === 10 ? Number(digits) * 1000 : Number(digits));
  return date.getUTCFullYear() >= FIRST_YEAR && date.getTime() <= latest ? date.toISOString() : null;
}

function isoDay(text: string): Day | null {
  const found =
    /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)(?:T?\d{4,6})?(?!\d)/.exec(text);
  return found && dayOf(found, 1, 2, 3);
}

const WORD = String.raw`(\p{L}{3,14})\.?`;
const DAY_FIRST = new RegExp(
  String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|°)?[.,]?[\s-]*(?:de |of )?${WORD},?[\s-]+(?:de[l]? )?(\d{4})(?!\d)`,
  'giu',
);
const MONTH_FIRST = new RegExp(
  String.raw`${WORD}[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(?:at \d[^,]{1,12}, )?(\d{4})(?!\d)`,
  'giu',
);
const YEAR_FIRST = new RegExp(String.raw`(?<!\d)(\d{4})[.,]?[\s-]+${WORD}[\s-]+(\d{1,2})\b`, 'giu');

/** 17 March 2031, March 17th, 2031, 17. März 2031, 17 de marzo de 2031, 2031. március 17. */
function wordDay(text: string): Day | null {
  const shapes: [RegExp, year: number, month: number, day: number][] = [
    [DAY_FIRST, 3, 2, 1],
    [MONTH_FIRST, 3, 1, 2],
    [YEAR_FIRST, 1, 2, 3],
  ];
  let first: (Day & { at: number }) | null = null;
  for (const [shape, year, month, day] of shapes)
    for (const found of text.matchAll(shape)) {
      const number = monthOf(found[month]!);
      if (number === undefined) continue;
      const read = { year: Number(found[year]), month: number, day: Number(found[day]) };
      if (first === null || found.index < first.at)
        first = { ...read, after: after(found, text), at: found.index };
      break;
    }
  return first;
}

function eastAsianDay(text: string): Day | null {
  const found = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/.exec(text);
  return found && dayOf(found, 1, 2, 3);
}

/** Both readings of 3/7/2031, the likelier one first. */
function numberDays(text: string, { monthFirst }: DateHints): Day[] {
  const found = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/.exec(text);
  if (found === null) return [];
  const year = found[4]!.length === 2 ? 2000 + Number(found[4]) : Number(found[4]);
  const rest = { year, after: after(found, text) };
  const [one, two] = [Number(found[1]), Number(found[3])];
  const european = { ...rest, day: one, month: two };
  const american = { ...rest, day: two, month: one };
  if (found[2] === '.') return [european];
  // Americans write slashes; dashes are for lists that others sort
  return monthFirst && found[2] === '/' ? [american, european] : [european, american];
}

const dayOf = (found: RegExpExecArray, year: number, month: number, day: number): Day => ({
  year: Number(found[year]),
  month: Number(found[month]),
  day: Number(found[day]),
  after: after(found, found.input),
});

const after = (found: RegExpMatchArray, text: string) => text.slice(found.index! + found[0].length);

function exists({ year, month, day }: Day): boolean {
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 9:20, 09:20:00.000+01:00, 9.20 am, 09h20, 14.30 Uhr, 9:20 p.m. ET; a dot only where more says that it is a time. */
const TIME =
  /(?<![\d.])(\d{1,2})(?:[:h]|\s?h\s|\.(?=\d\d\s*(?:[ap]\.?m\b|uhr|gmt|utc|bst|ce?s?t\b)))(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?!\d)\s*([ap]\.?m\b\.?)?(?:\s*uhr)?\s*,?\s*\(?(Z\b|(?:(?:UTC|GMT)\s?)?[+−-]\d{1,2}:?\d\d\b|(?:UTC|GMT)\s?[+−-]\d{1,2}\b|[+-]\d\d\b|[A-Z]{2,4}\b)?/i;
const BARE_HOUR = /(?<![\d.:])(\d{1,2})\s?([ap])\.?m\b\.?\s*([A-Z]{2,4}\b)?/i;

function timeIn(text: string, day: string): string | null {
  const found = TIME.exec(text);
  if (found !== null) {
    const [, hour, minute, second = '0', half, zone = ''] = found;
    return timeOf(Number(hour), Number(minute), Number(second), half?.[0], zone, day);
  }
  const bare = BARE_HOUR.exec(text);
  return bare && timeOf(Number(bare[1]), 0, 0, bare[2], bare[3] ?? '', day);
}

function timeOf(
  stated: number,
  minute: number,
  second: number,
  half: string | undefined,
  zone: string,
  day: string,
): string | null {
  const hour =
    half === undefined || stated > 12 ? stated : (stated % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 23 || minute > 59 || second > 59) return null;
  return `${two(hour)}:${two(minute)}:${two(second)}${offsetOf(zone, day) ?? 'Z'}`;
}

const two = (value: number) => String(value).padStart(2, '0');

const UNITS: [ms: number, words: RegExp][] = [
  [60_000, /^(?:m|min|mins|minutes?|minuten?|minutos?|minut[io]|minuten|minuter)$/i],
  [3_600_000, /^(?:h|hr|hrs|hours?|stunden?|heures?|horas?|or[ae]|uur|uren|timmar|timer?)$/i],
  [DAY_MS, /^(?:d|days?|tage?n?|jours?|d[ií]as?|giorn[io]|dag|dagen|dagar)$/i],
  [7 * DAY_MS, /^(?:w|weeks?|wochen?|semaines?|semanas?|settiman[ae]|week|weken|veckor)$/i],
];
const AGO =
  /(?:^|[\s·|])(\d{1,2}|an?|one|een|eine[rm]?|une?|una?)\s?(\p{L}{1,9})\.?\s(?:ago|geleden|fa|sedan|siden)\b|(?:vor|il y a|hace|h[áa])\s(\d{1,2}|eine[rm]?|une?|una?|um|uma)\s(\p{L}{2,9})/iu;
const YESTERDAY =
  /^\W*(?:(?:published|posted)\s)?(?:yesterday|gestern|hier|ayer|ieri|ontem|gisteren|igår)\b/i;
const TODAY = /^\W*(?:(?:published|posted)\s)?(?:today|heute|aujourd['’]hui|hoy|oggi|hoje|vandaag)\b/i;

/** "3 hours ago" as the day it was, counted from when the page was seen; null without that moment. */
export function readRelativeDate(text: string, { seenAt }: DateHints): string | null {
  if (seenAt === undefined || text.length > READ_CHARS) return null;
  if (YESTERDAY.test(text)) return dayAt(seenAt - DAY_MS);
  if (TODAY.test(text)) return dayAt(seenAt);
  const found = AGO.exec(text);
  if (found === null) return null;
  const count = Number.parseInt(found[1] ?? found[3] ?? '', 10) || 1;
  const unit = UNITS.find(([, words]) => words.test(found[2] ?? found[4] ?? ''));
  return unit === undefined ? null : dayAt(seenAt - count * unit[0]);
}

const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
