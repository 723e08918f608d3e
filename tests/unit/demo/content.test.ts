import { expect, test } from 'vitest';
import { loadContent, wordCount } from '../../../src/demo/content.ts';
import { OUTLETS } from '../../../src/demo/outlets.ts';

const now = new Date('2026-03-01T12:00:00.750Z');
const { articles, corrected } = await loadContent(now);
const byId = new Map(articles.map((one) => [one.id, one]));

test('at least 36 articles, each of 150 words or more, all with different ids', () => {
  expect(articles.length).toBeGreaterThanOrEqual(36);
  expect(byId.size).toBe(articles.length);
  const short = [...articles, ...corrected].filter((one) => wordCount(one.body) < 150);
  expect(short.map((one) => one.id)).toEqual([]);
});

test('every article belongs to an outlet, and every outlet but the broken one has articles', () => {
  const used = new Set(articles.map((one) => one.outlet));
  const silent = OUTLETS.filter((outlet) => !used.has(outlet.key));
  expect([...used].filter((key) => !OUTLETS.some((outlet) => outlet.key === key))).toEqual([]);
  expect(silent.map((outlet) => outlet.feed.style)).toEqual(['broken']);
});

test('publication times count back from now and hold no fraction of a second', () => {
  const ages = articles.map((one) => now.getTime() - one.publishedAt.getTime());
  expect(Math.min(...ages)).toBeGreaterThan(0);
  expect(Math.max(...ages)).toBeLessThan(24 * 60 * 60_000);
  expect(articles.filter((one) => one.publishedAt.getUTCMilliseconds() !== 0)).toEqual([]);
});

test('the wire story is told four times: by the agency first, then whole, edited and cut to 60 per cent', () => {
  const copies = articles.filter((one) => one.story === 'strait-collision');
  expect(copies.map((one) => one.id).at(-1)).toBe('strait-collision');
  expect(new Set(copies.map((one) => one.outlet)).size).toBe(4);

  const wire = byId.get('strait-collision')?.body ?? '';
  expect(byId.get('strait-collision-quay')?.body).toBe(wire);
  const cut = byId.get('strait-collision-aldwick')?.body ?? '';
  expect(wire.startsWith(cut)).toBe(true);
  expect(wordCount(cut) / wordCount(wire)).toBeCloseTo(0.6, 0.5);
  expect(byId.get('strait-collision-northmere')?.body).not.toBe(wire);
});

test('the correction has another figure and says so', () => {
  expect(corrected.map((one) => one.id)).toEqual(['rate-decision']);
  const [later] = corrected;
  expect(byId.get('rate-decision')?.body).not.toContain('4.5 per cent');
  expect(later?.body).toContain('4.5 per cent');
  expect(later?.body).toContain('Correction:');
});
