// A date as pages write it, to ISO 8601. Nine languages of month names; day before month unless that is impossible
// or the page is American. A time without a zone is taken as UTC; a day without a time stays a day.

const MONTHS: Record<string, number> = {};
const NAMES = [
  'january jan januar jänner janvier janv enero ene gennaio gen januari janeiro styczeń stycznia stycznia ocak',
  'february feb februar février fevrier févr fév febrero febbraio februari fevereiro fev luty lutego şubat',
  'march mar märz maerz mrz mars marzo maart março marco marzec marca mart',
  'april apr avril avr abril abr aprile kwiecień kwietnia nisan',
  'may mai mayo maggio mag mei maio maj maja mayıs',
  'june jun juni juin junio giugno giu junho czerwiec czerwca haziran',
  'july jul juli juillet juil julio luglio lug julho lipiec lipca temmuz',
  'august aug août aout agosto ago augustus augusti sierpień sierpnia ağustos',
  'september sep sept septembre septiembre settembre set setembro wrzesień września eylül',
  'october oct oktober okt octobre octubre ottobre ott outubro out październik października ekim',
  'november nov novembre noviembre novembro listopad listopada kasım',
  'december dec dezember dez décembre decembre déc diciembre dic dicembre desember dezembro grudzień grudnia aralık',
];
for (const [index, names] of NAMES.entries()) for (const name of names.split(' ')) MONTHS[name] = index + 1;

const ZONES: Record<string, string> = {
  z: 'Z',
  utc: 'Z',
  gmt: 'Z',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  bst: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
  mez: '+01:00',
  mesz: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  ist: '+05:30',
  jst: '+09:00',
  kst: '+09:00',
  aest: '+10:00',
  aedt: '+11:00',
};

const FIRST_YEAR = 1995;
const READ_CHARS = 300;

export type DateHints = {
  /** 3/7/2031 is the seventh of March */
  monthFirst: boolean;
  /** no later year is believed */
  lastYear: number;
};

type Day = { year: number; month: number; day: number; after: string };

/** ISO 8601 of the first date in `text`, or null. */
export function readDate(text: string, hints: DateHints): string | null {
  const trimmed = text.slice(0, READ_CHARS).trim();
  if (/^\d{10}(?:\d{3})?$/.test(trimmed)) return fromEpoch(trimmed, hints);
  const found =
    isoDay(trimmed) ?? wordDay(trimmed) ?? eastAsianDay(trimmed) ?? numberDay(trimmed, hints.monthFirst);
  if (found === null || !exists(found, hints)) return null;
  const day = `${found.year}-${two(found.month)}-${two(found.day)}`;
  const time = timeIn(found.after) ?? timeIn(trimmed);
  return time === null ? day : `${day}T${time}`;
}

function fromEpoch(digits: string, hints: DateHints): string | null {
  const date = new Date(digits.length === 10 ? Number(digits) * 1000 : Number(digits));
  const year = date.getUTCFullYear();
  return year >= FIRST_YEAR && year <= hints.lastYear ? date.toISOString() : null;
}

function isoDay(text: string): Day | null {
  const found =
    /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)(?!\d)/.exec(text);
  return found && dayOf(found, 1, 2, 3);
}

/** 17 March 2031, March 17th, 2031, 17. März 2031, 17 de marzo de 2031. */
function wordDay(text: string): Day | null {
  const word = String.raw`(\p{L}{3,12})\.?`;
  const dayFirst = new RegExp(
    String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[.,]?[\s-]+(?:de |of )?${word},?[\s-]+(?:de[l]? )?(\d{4})(?!\d)`,
    'giu',
  );
  const monthFirst = new RegExp(
    String.raw`${word}[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?!\d)`,
    'giu',
  );
  for (const found of text.matchAll(dayFirst)) {
    const month = MONTHS[found[2]!.toLowerCase()];
    if (month !== undefined)
      return { year: Number(found[3]), month, day: Number(found[1]), after: after(found, text) };
  }
  for (const found of text.matchAll(monthFirst)) {
    const month = MONTHS[found[1]!.toLowerCase()];
    if (month !== undefined)
      return { year: Number(found[3]), month, day: Number(found[2]), after: after(found, text) };
  }
  return null;
}

function eastAsianDay(text: string): Day | null {
  const found = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/.exec(text);
  return found && dayOf(found, 1, 2, 3);
}

function numberDay(text: string, monthFirst: boolean): Day | null {
  const found = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/.exec(text);
  if (found === null) return null;
  const [one, two] = [Number(found[1]), Number(found[3])];
  const year = found[4]!.length === 2 ? 2000 + Number(found[4]) : Number(found[4]);
  const american = two > 12 || (monthFirst && found[2] === '/' && one <= 12);
  return { year, month: american ? one : two, day: american ? two : one, after: after(found, text) };
}

const dayOf = (found: RegExpExecArray, year: number, month: number, day: number): Day => ({
  year: Number(found[year]),
  month: Number(found[month]),
  day: Number(found[day]),
  after: after(found, found.input),
});

const after = (found: RegExpMatchArray, text: string) => text.slice(found.index! + found[0].length);

function exists({ year, month, day }: Day, hints: DateHints): boolean {
  if (year < FIRST_YEAR || year > hints.lastYear || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function timeIn(text: string): string | null {
  const found =
    /(?<!\d)(\d{1,2})[:h](\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?!\d)\s*([ap]\.?m\b\.?)?\s*(Z\b|[+-]\d\d:?\d\d\b|[+-]\d\d\b|[A-Z]{2,4}\b)?/i.exec(
      text,
    );
  if (found === null) return null;
  const half = found[4]?.[0]?.toLowerCase();
  const hour = half === undefined ? Number(found[1]) : (Number(found[1]) % 12) + (half === 'p' ? 12 : 0);
  const [minute, second] = [Number(found[2]), Number(found[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return `${two(hour)}:${two(minute)}:${two(second)}${zoneOf(found[5] ?? '')}`;
}

function zoneOf(zone: string): string {
  const offset = /^([+-]\d\d):?(\d\d)?$/.exec(zone);
  return offset ? `${offset[1]}:${offset[2] ?? '00'}` : (ZONES[zone.toLowerCase()] ?? 'Z');
}

const two = (value: number) => String(value).padStart(2, '0');
