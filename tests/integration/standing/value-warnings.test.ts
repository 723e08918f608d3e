// What our own feeds and articles know of a query's values: a source, a place or a name that we have met is no mistake.
import { expect, test } from 'vitest';
import { compileQuery } from '../../../src/match/compile.ts';
import { valueWarnings } from '../../../src/standing/value-warnings.ts';
import type { Store } from '../../../src/store/db.ts';
import { addFeed, removeFeed } from '../../../src/store/feeds.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { archive } from '../../support/archive.ts';
import { storeForAll } from '../../support/store-for-all.ts';
import { smallData } from '../../support/vocabulary.ts';

const vocabulary = compileVocabulary(smallData({}));

let store: Store;
storeForAll(async (opened) => {
  store = opened;
  await archive(store, vocabulary, {
    url: 'https://www.lantern.example/1',
    title: 'Maria Lopez speaks',
    text: 'The mayor Maria Lopez spoke in the hall. Maria Lopez left.',
    feed: { url: 'https://feeds.daily.example/all.xml', title: 'The Daily Lantern' },
    site: 'Lantern Online',
  });
  const gone = await addFeed(store, { url: 'https://gone.example/feed', title: 'Gone Times' });
  await removeFeed(store, gone.id);
});

const warn = (query: string) =>
  valueWarnings(compileQuery(query, {}).ast, { store, vocabulary: () => vocabulary });

test.each([
  'source:"the daily lantern"',
  'source:"Lantern Online"',
  'domain:lantern.example',
  'domain:daily.example OR domain:feeds.daily.example',
  'entity:"Maria Lopez" OR about:PER:"maria lópez"',
])('%s: we have met it', async (query) => expect(await warn(query)).toEqual([]));

test.each([
  ['source:"Daily Lantern"', 'W_SOURCE', /did you mean source:"The Daily Lantern"\?/],
  ['source:"Gone Times"', 'W_SOURCE', /feeds list/],
  ['domain:lantern.exmaple', 'W_DOMAIN', /feeds list/],
  ['domain:feed.daily.example', 'W_DOMAIN', /did you mean domain:feeds\.daily\.example\?/],
  ['entity:"Mario Lopes"', 'W_ENTITY', /config\/entities/],
  ['topic:20000030', 'W_TOPIC', /finds topics of today/],
  ['topic:"music theatre"', 'W_TOPIC', /finds topics of today/],
  ['topic:terorism', 'W_TOPIC', /topics/],
  ['country:TR', 'W_COUNTRY', /about:"TR"/],
])('%s: %s', async (query, code, hint) => {
  expect(await warn(query)).toMatchObject([{ code, hint: expect.stringMatching(hint) }]);
});
