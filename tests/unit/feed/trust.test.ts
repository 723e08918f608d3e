import { expect, test } from 'vitest';
import {
  type Answer,
  judgeValidators,
  shouldAskInFull,
  type ValidatorRecord,
} from '../../../src/feed/trust.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-01-05T12:00:00Z');
const known: ValidatorRecord = {
  ...{ etag: '"a"', lastModified: null, off: null, emptyChanges: 0 },
  ...{ fullAt: NOW - DAY + 1, checkedAt: null, silentFrom: null },
};
const answer: Answer = {
  ...{
    conditional: true,
    notModified: false,
    etag: '"a"',
    lastModified: null,
    sameBody: false,
    missed: false,
  },
};

test('a feed that says 304 for a day is asked in full once; later when its rhythm is broken, once in 30 days', () => {
  expect(shouldAskInFull(known, NOW)).toBe(false);
  expect(shouldAskInFull({ ...known, fullAt: NOW - DAY }, NOW)).toBe(true);
  expect(shouldAskInFull({ ...known, fullAt: NOW - 2 * DAY, checkedAt: NOW - 29 * DAY }, NOW)).toBe(false);
  expect(shouldAskInFull({ ...known, fullAt: NOW - 2 * DAY, checkedAt: NOW - 31 * DAY }, NOW)).toBe(false);
  expect(shouldAskInFull({ ...known, silentFrom: NOW - 1 }, NOW)).toBe(true);
  expect(shouldAskInFull({ ...known, silentFrom: NOW - 1, checkedAt: NOW - 29 * DAY }, NOW)).toBe(false);
  expect(shouldAskInFull({ ...known, silentFrom: NOW - 1, checkedAt: NOW - 30 * DAY }, NOW)).toBe(true);
  expect(shouldAskInFull({ ...known, fullAt: NOW - 31 * DAY }, NOW)).toBe(true);
  expect(shouldAskInFull({ ...known, etag: null, silentFrom: NOW - 1 }, NOW)).toBe(false);
});

test('news behind the same validators is a proven lie; news behind new ones is not', () => {
  const full = { ...answer, conditional: false };
  expect(judgeValidators(known, full).off).toContain('304');
  expect(judgeValidators(known, { ...full, etag: '"b"' }).off).toBeNull();
  expect(judgeValidators(known, { ...full, etag: '"b"', missed: true }).off).toContain('304');
  expect(judgeValidators(known, { ...full, sameBody: true }).off).toBeNull();
  expect(judgeValidators({ ...known, etag: null }, full).off).toBeNull();
});

test('an ETag that changes three times over the same document is no validator', () => {
  let before = known;
  const offs = ['"b"', '"c"', '"d"'].map((etag) => {
    const verdict = judgeValidators(before, { ...answer, etag, sameBody: true });
    before = { ...before, ...verdict, etag };
    return verdict.off;
  });
  expect(offs).toEqual([null, null, expect.stringContaining('ETag')]);
});

test('a 304 in between proves that they work, and a verdict stays', () => {
  const doubted = { ...known, emptyChanges: 2 };
  expect(judgeValidators(doubted, { ...answer, notModified: true })).toEqual({ off: null, emptyChanges: 0 });
  expect(judgeValidators({ ...known, off: 'lied' }, { ...answer, notModified: true }).off).toBe('lied');
});
