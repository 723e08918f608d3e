// A preview says of the archive what live matching would have said, whatever it leaves unread on the way.
import { expect, test } from 'vitest';
import { compileQuery } from '../../../src/match/compile.ts';
import { toDocument } from '../../../src/match/document.ts';
import { matchArticle } from '../../../src/match/match.ts';
import { createRoster } from '../../../src/match/roster.ts';
import { matchTextOf } from '../../../src/pipeline/judge-revision.ts';
import { evaluate } from '../../../src/query/query.ts';
import { openPreview, type PreviewDeps, type Previewed, type Reason } from '../../../src/replay/preview.ts';
import { savedQueries } from '../../../src/standing/saved.ts';
import { listRevisions } from '../../../src/store/articles.ts';
import { all, type Store } from '../../../src/store/db.ts';
import { addSavedQuery } from '../../../src/store/saved-queries.ts';
import { loadTags } from '../../../src/store/tags.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { archive, archivist } from '../../support/archive.ts';
import { storeForAll } from '../../support/store-for-all.ts';
import { smallData } from '../../support/vocabulary.ts';

const vocabulary = compileVocabulary(
  smallData(
    {
      entities: [
        { id: 'pw:org:quill', type: 'ORG', name: 'Quill Society', aliases: ['QSC', 'Society of the Quill'] },
        { id: 'pw:per:roe', type: 'PER', name: 'Jane Roe', aliases: ['Jane Roe'] },
        {
          id: 'pw:loc:ruritania',
          type: 'LOC',
          name: 'Ruritania',
          aliases: [{ text: 'Ruritania', guard: { ban: 'operetta' } }],
          demonyms: ['Ruritanian'],
        },
      ],
    },
    [{ code: '20000574', query: 'ballot*', lang: 'any', must: [], mustNot: [] }],
  ),
);
const aliasesOf = (id: string) => vocabulary.aliases.get(id) ?? [];
const idsOf = (name: string) =>
  [...vocabulary.aliases]
    .filter(([, names]) => names.some((one) => one.toLowerCase() === name))
    .map(([id]) => id);

const ARTICLES = 6;
let store: Store;
storeForAll(async (opened) => {
  store = opened;
  const put = archivist(store, vocabulary);
  await put(1, 'Quill Society meets', 'The Quill Society spoke of ballots. The Quill Society left.');
  await put(
    2,
    'Budget talks',
    `A long day. ${'Nothing happened then. '.repeat(30)}Jane Roe came with the QSC.`,
  );
  await put(3, 'Jane Roe at sea', 'Jane Roe sailed to the harbour. Terrorists? No: sailors.');
  await put(4, "Ça n'est rien", 'Ein Bücherwurm liest. The ballot was close.');
  await put(3, 'Jane Roe at sea', 'Jane Roe sailed to the harbour, corrected.');
  await addSavedQuery(store, 'votes', 'ballot* OR merger');
  await archive(store, vocabulary, {
    url: 'https://www.other.org/politics/5?x=1',
    title: 'A Ruritanian vote',
    text: 'The Ruritanian ballot. Ruritanian boats, Ruritanian bread and Ruritanian songs.\n\nTurn-out: 3.5 %.',
    feed: { url: 'https://other.org/rss', title: 'The  Other   Paper' },
    site: 'Other Online',
    byline: 'A. Writer and B. Writer',
    publishedAt: '2026-03-01T10:00:00.500Z',
  });
  await archive(store, vocabulary, {
    url: 'https://other.org/6',
    title: 'AT&T and L’Oréal',
    text: 'A merger in Ruritania (not an operetta) of AT&T. The bank said: "no". 東京都の港。 café society',
    feed: { url: 'https://other.org/rss', title: 'The  Other   Paper' },
    site: 'Third Site',
    publishedAt: '2026-04-01T00:00:00Z',
    lang: 'en-GB',
  });
});

test('the odd queries find something and leave something, most of them', async () => {
  const counts = await Promise.all(ODD.map(async (query) => (await previewed(query)).length));
  expect(counts.filter((n) => n > 0 && n < ARTICLES).length).toBeGreaterThan(ODD.length / 2);
});

type Found = Previewed & Reason;

/** All matches with their reasons; by default none is left out. */
async function previewed(
  query: string,
  deps: Omit<PreviewDeps, 'store'> = { aliasesOf, idsOf },
): Promise<Found[]> {
  const found: Previewed[] = [];
  const preview = await openPreview(query, null, { store, ...deps });
  for await (const step of preview.steps()) {
    expect(step.seen).toBeLessThanOrEqual(step.total);
    expect(step.unevaluated).toBe(0);
    found.push(...step.found);
  }
  const reasons = await preview.reasons(found);
  return found.map((one) => {
    const reason = reasons.get(one.revisionId);
    if (!reason) throw new Error(`${one.url} matches and has no reason`);
    return { ...one, ...reason };
  });
}

/** Every latest text, read whole, through the function of live matching. */
async function judgedWhole(query: string) {
  const roster = createRoster();
  const { ast, uses } = compileQuery(query, await savedQueries(store));
  roster.apply([{ id: 1, name: 'preview', state: 'active', version: 0, query, uses, rev: 1 }]);
  const articles = await all<{ id: number }>(store, 'select id from article order by id desc');
  const found = [];
  for (const { id } of articles) {
    const latest = (await listRevisions(store, id)).at(-1);
    if (!latest) continue;
    const text = matchTextOf(latest, await loadTags(store, latest));
    const state = { revision: latest.number, quality: latest.quality };
    const matches = matchArticle(roster, text, state, aliasesOf);
    // the slow evaluator, which shares no index and no program with the engine, says so too
    expect(matches.length > 0).toBe(evaluate(ast, toDocument(text, aliasesOf)));
    found.push(...matches.map(({ receipt }) => ({ url: latest.url, receipt })));
  }
  return found.sort((a, b) => (a.url < b.url ? -1 : 1));
}

const ODD = [
  'harbour',
  'bücherwurm OR terroris*',
  '*rrorists OR ballot?',
  'lang:en',
  'lang:en NOT harbour',
  'domain:example.org',
  'domain:other.org',
  'source:"https://example.org/feed.xml" OR harbour',
  'topic:20000574',
  'topic:election OR topic:11000000',
  'topic:politics NOT topic:sport',
  'topic:"Política" OR topic:Wahl',
  'entity:pw:org:quill',
  'entity:"QSC"',
  'entity:"society of the quill"',
  'entity:ORG:"society of the quill"',
  'entity:PER:"Jane Roe" AND NOT about:"Jane Roe"',
  'about:"Jane Roe"',
  'about:quill OR about:"Quill Society"',
  'lang:en AND length<20',
  'SCORE>=10 (harbour^10 ballot^5 sailed^5)',
  'ATLEAST/2 "quill society" AND published>=1970-01-01 OR title:budget',
  'ballot NOT (harbour OR quill)',
  'lang:en NOT entity:"Jane Roe" NOT topic:20000574',
  'lang:en NOT NOT harbour',
  '(harbour OR lang:en) NOT title:budget -sailed',
  'boats NEAR/3 bread',
  'bread ONEAR/3 boats',
  '(ballot OR merger) NEAR/S (ruritanian OR bank)',
  'ruritan* NEAR/P "turn out"',
  '"boats ruritanian"~1',
  'FIRST/3 ruritanian',
  'AT&T OR "l oreal"',
  '=Oréal',
  '京都 OR cafe',
  '"3.5"',
  's?iled OR *oats',
  'source:"the other paper"',
  'source:"other online" OR source:"third site"',
  'source:(Nobody OR "THE OTHER PAPER") NOT ballot',
  'lang:en NOT source:"The Other Paper"',
  'domain:other.org AND author:"a. writer and b. writer"',
  'domain:www.other.org',
  'lang:en-gb OR source:nobody',
  'lang:en AND published>=2026-03-01T10:00:00.500Z',
  'lang:en AND published>2026-03-01T10:00:00.500Z',
  'lang:en AND published<2026-03-01T10:00:00.501Z AND published>=2026-03-01',
  'lang:en AND published=2026-04-01',
  'lang:en NOT published>=2026-03-15',
  'harbour OR (lang:en AND published<=2026-03-15)',
  'about:ruritania',
  'entity:ruritania',
  'entity:ruritanian OR about:pw:loc:ruritania',
  'about:LOC:ruritania OR about:"quill society"',
  'entity:LOC:ruritania NOT about:"Jane Roe"',
  'lang:en AND NOT (entity:QSC OR about:"Jane Roe")',
  'SCORE>0 (ruritanian^2 harbour^-3 "jane roe"^1)',
  'SCORE>=1 (harbour^-5 ballot^5) AND lang:en',
  'country:GB OR ballot',
  'topic:11000000 AND length>=5 AND length<=1000',
  '@votes NOT harbour',
  'lang:en NOT @votes',
  'title:(@votes OR budget)',
  'score>=0.5 AND ballot OR lang:en AND score<1',
];

test.each(ODD)('%s: as if every text were read', async (query) => {
  const found = await previewed(query);
  const wanted = await judgedWhole(query);
  const shown = found.map(({ url, receipt }) => ({ url, receipt })).sort((a, b) => (a.url < b.url ? -1 : 1));
  expect(shown).toEqual(wanted);
});

test('only the latest text of an article counts', async () => {
  expect(await previewed('terrorists')).toEqual([]);
  expect((await previewed('corrected')).map((one) => [one.revision, one.snippet])).toEqual([
    [2, expect.stringContaining('corrected')],
  ]);
});

test('an entity is found by a name that the vocabulary learned after the article was read', async () => {
  const learned = (id: string) => (id === 'pw:org:quill' ? ['Feather Club'] : []);
  const ids = (name: string) => (name === 'feather club' ? ['pw:org:quill'] : []);
  const found = await previewed('entity:"Feather Club"', { aliasesOf: learned, idsOf: ids });
  expect(found.map((one) => one.articleId)).toHaveLength(2);
});

test('a saved query stands for itself in a preview too', async () => {
  await addSavedQuery(store, 'places', 'harbour OR ballots');
  expect(await previewed('@places AND "jane roe"')).toMatchObject([
    { receipt: { saved: [{ name: 'places', version: 1 }] } },
  ]);
});
