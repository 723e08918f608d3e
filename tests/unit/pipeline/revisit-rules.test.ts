// The rules of revisits that need no store: when, what counts as taken down, and who hears again.
import { describe, expect, test } from 'vitest';
import { lastVisit, nextVisit } from '../../../src/pipeline/revisit-schedule.ts';
import { isWithdrawn, leadsHome } from '../../../src/pipeline/revisit-signs.ts';
import { tellsAgain } from '../../../src/pipeline/tell-again.ts';

const HOUR = 3_600_000;
const firstSeen = new Date('2026-03-03T10:00:00Z');
const at = (hours: number) => new Date(firstSeen.getTime() + hours * HOUR);
const hoursOf = (date: Date | null) => date && (date.getTime() - firstSeen.getTime()) / HOUR;

describe('the schedule', () => {
  const scheduleMs = [0.25, 1, 4, 12, 24, 72].map((hours) => hours * HOUR);
  const next = (hours: number, random = 0) =>
    hoursOf(nextVisit({ firstSeen, now: at(hours), scheduleMs }, () => random));

  test.each([
    [0, 0.25],
    [0.25, 1],
    [1, 4],
    [4, 12],
    [12, 24],
    [24, 72],
    [72, null],
  ])('after %d hours comes %s', (now, wanted) => expect(next(now)).toBe(wanted));

  test('a late visit stands in for the one that would follow at once', () => {
    expect(next(3.9)).toBe(12);
    expect(next(2)).toBe(4);
    expect(next(60)).toBe(null);
  });
  test('visits are spread, but never before their time', () => {
    expect(next(1, 0.999)).toBeGreaterThan(4);
    expect(next(1, 0.999)).toBeLessThan(4.5);
  });
  test('an even schedule keeps all its visits', () => {
    const even = [1, 2, 3].map((hours) => hours * HOUR);
    expect(
      [0, 1, 2, 3].map((hour) => hoursOf(nextVisit({ firstSeen, now: at(hour), scheduleMs: even }, () => 0))),
    ).toEqual([1, 2, 3, null]);
  });
  test('it ends half a gap after its last visit', () => {
    expect(hoursOf(lastVisit(firstSeen, scheduleMs))).toBe(96);
  });
});

describe('signs that an article was taken down', () => {
  test('count at the second look, once enough time has passed', () => {
    expect(isWithdrawn('gone', null, at(0))).toBe(false);
    expect(isWithdrawn('gone', at(0), at(0.1))).toBe(false);
    expect(isWithdrawn('gone', at(0), at(0.5))).toBe(true);
    expect(isWithdrawn('emptied', at(0), at(2))).toBe(false);
    expect(isWithdrawn('emptied', at(0), at(6))).toBe(true);
  });
  test.each([
    ['https://a.example/news/1', 'https://a.example/', true],
    ['https://a.example/news/1', 'https://www.a.example/en/', true],
    ['https://a.example/news/1', 'https://a.example/index.html?from=1', true],
    ['https://a.example/news/1', 'https://a.example/news/1-renamed', false],
    ['https://a.example/news/1', 'https://a.example/news', false],
    ['https://a.example/?p=12', 'https://a.example/', false],
  ])('%s that leads to %s', (asked, answered, home) => expect(leadsHome(asked, answered)).toBe(home));
});

describe('who hears again', () => {
  const told = [{ article_id: 1, revision: 1 }];
  const tells = (
    change: Parameters<typeof tellsAgain>[0]['change'],
    level: Parameters<typeof tellsAgain>[2],
    of = told,
  ) => tellsAgain({ article_id: 1, change }, of, level);
  test.each([
    ['correction', [false, true, true, true]],
    ['substantial', [false, false, true, true]],
    ['headline', [false, false, false, true]],
    ['minor', [false, false, false, true]],
    ['fuller', [false, false, false, false]],
    ['reread', [false, false, false, false]],
  ] as const)('of a change that is %s', (change, wanted) => {
    expect(
      (['none', 'corrections', 'substantial', 'all'] as const).map((level) => tells(change, level)),
    ).toEqual(wanted);
  });
  test('updates only of the article that was told of, corrections of any copy', () => {
    const copy = [{ article_id: 2, revision: 1 }];
    expect([tells('substantial', 'all', copy), tells('correction', 'substantial', copy)]).toEqual([
      false,
      true,
    ]);
  });
  test('updates three times, corrections always', () => {
    const often = [1, 2, 3, 4].map((revision) => ({ article_id: 1, revision }));
    expect(tells('substantial', 'substantial', often.slice(0, 3))).toBe(true);
    expect(tells('substantial', 'substantial', often)).toBe(false);
    expect(tells('correction', 'substantial', often)).toBe(true);
  });
});
