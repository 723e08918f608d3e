// Values of keyword fields and comparisons: one normal form for query and article.
import type { KeyField } from './ast.ts';
import { fold } from './text.ts';

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/**
 * Milliseconds since 1970 of `YYYY-MM-DD`, optionally with `Thh:mm[:ss[.fff]]` and a zone; without a zone it is UTC,
 * never the host's. NaN when it is no such date, or no day of the calendar.
 */
export function instant(text: string): number {
  const found = DATE.exec(text);
  if (!found) return Number.NaN;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const milli = Number((found[7] ?? '').padEnd(3, '0'));
  const at = new Date(0);
  at.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day ?? 0);
  at.setUTCHours(hour ?? 0, minute ?? 0, second ?? 0, milli);
  const real =
    at.getUTCMonth() + 1 === month &&
    at.getUTCDate() === day &&
    (hour ?? 0) < 24 &&
    (minute ?? 0) < 60 &&
    (second ?? 0) < 60;
  return real ? at.getTime() - zoneMinutes(found[8]) * 60_000 : Number.NaN;
}

/** A plain decimal number, else NaN. */
export function decimal(text: string): number {
  return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

/** White space collapsed, ends trimmed. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The form in which values of a keyword field are compared. */
export function keyValue(name: KeyField, text: string): string {
  const plain = collapse(fold(text));
  if (name === 'domain') return plain.replace(/^www\./, '').replace(/\.$/, '');
  return name === 'lang' ? plain.replaceAll('_', '-') : plain;
}

/** The value and every broader value that a query may name: parent domains, base language, ancestor topics. */
export function broaderValues(name: KeyField, text: string): string[] {
  const value = keyValue(name, text);
  const parts = [value];
  if (name === 'domain') {
    for (let at = value.indexOf('.'); at >= 0; at = value.indexOf('.', at + 1))
      parts.push(value.slice(at + 1));
  } else if (name === 'lang' || name === 'topic') {
    const mark = name === 'lang' ? '-' : '/';
    for (let at = value.indexOf(mark); at >= 0; at = value.indexOf(mark, at + 1))
      parts.push(value.slice(0, at));
  }
  return parts.filter((part) => part !== '');
}
