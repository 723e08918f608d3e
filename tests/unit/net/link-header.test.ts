import { expect, test } from 'vitest';
import { linksOf } from '../../../src/net/link-header.ts';

const BASE = 'https://news.example/feed';
const HEADER =
  '<https://hub.example/?a=1,2>; rel="hub", </feed.xml>; title="a, b"; rel=self, <https://two.example/>; rel="alternate hub"';

test('links are found by relation, relative ones against the address', () => {
  expect(linksOf(HEADER, 'hub', BASE)).toEqual(['https://hub.example/?a=1,2', 'https://two.example/']);
  expect(linksOf(HEADER, 'self', BASE)).toEqual(['https://news.example/feed.xml']);
});

test('what is no http address, or no link, is passed over', () => {
  expect(linksOf('<javascript:alert(1)>; rel=hub, rel=hub, <>; rel=hub', 'hub', BASE)).toEqual([]);
  expect(linksOf(undefined, 'hub', BASE)).toEqual([]);
  expect(linksOf(`<${'<'.repeat(100_000)}`, 'hub', BASE)).toEqual([]);
});
