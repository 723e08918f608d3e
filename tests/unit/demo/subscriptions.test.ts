import { expect, test } from 'vitest';
import { loadContent } from '../../../src/demo/content.ts';
import { OUTLETS } from '../../../src/demo/outlets.ts';
import { SUBSCRIPTIONS } from '../../../src/demo/subscriptions.ts';
import { evaluate, parse } from '../../../src/query/query.ts';

const { articles, corrected } = await loadContent(new Date('2026-03-01T12:00:00Z'));
const stories = new Set(articles.map((one) => one.story));

test('eight subscriptions, over both channels, at least two by entity and two by topic', () => {
  expect(SUBSCRIPTIONS).toHaveLength(8);
  expect(new Set(SUBSCRIPTIONS.map((one) => one.channel))).toEqual(new Set(['webhook', 'file']));
  expect(SUBSCRIPTIONS.filter((one) => one.query.includes('entity:')).length).toBeGreaterThanOrEqual(2);
  expect(SUBSCRIPTIONS.filter((one) => one.query.includes('topic:')).length).toBeGreaterThanOrEqual(2);
});

test.each(SUBSCRIPTIONS)(
  '$name: the query is accepted and every expected story exists',
  ({ query, expected }) => {
    expect(parse(query).ast).toBeDefined();
    expect(expected.filter((id) => !stories.has(id))).toEqual([]);
  },
);

// Entities and topics are for the tagger to find; what hangs on text, language and source alone is decided here.
const textual = SUBSCRIPTIONS.filter((one) => !/entity:|topic:/.test(one.query));

test.each(textual)('$name: matches the expected stories and no other', ({ query, expected }) => {
  const { ast } = parse(query);
  const found = articles.filter((one) => evaluate(ast, docOf(one)));
  expect(new Set(found.map((one) => one.story))).toEqual(new Set(expected));
});

test('the corrected state of an article still interests the subscriber of the first', () => {
  const query = SUBSCRIPTIONS.find((one) => one.expected.includes('rate-decision'))?.query ?? '';
  expect(corrected.map((one) => evaluate(parse(query).ast, docOf(one)))).toEqual([true]);
});

function docOf(article: (typeof articles)[number]) {
  const outlet = OUTLETS.find((one) => one.key === article.outlet);
  // what a reader gets of a page without text or beyond its reach is the feed's summary
  const body = article.page === 'full' ? article.body : article.summary;
  return { title: article.title, body, source: outlet?.name ?? '', lang: outlet?.lang ?? '' };
}
