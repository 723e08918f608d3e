import { describe, expect, test } from 'vitest';
import type { MatchText } from '../../../src/match/document.ts';
import { matchArticle } from '../../../src/match/match.ts';
import { createRoster, type Standing } from '../../../src/match/roster.ts';
import type { Mention, TopicTag } from '../../../src/model/model.ts';

const standing = (id: number, query: string, rev = id, state: Standing['state'] = 'active'): Standing => ({
  id,
  name: `subscription ${id}`,
  state,
  version: 1,
  query,
  rev,
});

const TEXT = 'President Erdoğan met ISIL leaders? No: he met bankers in Ankara, and the crisis went on.';

const mention = (
  text: string,
  entityId: string | null,
  name: string,
  type: Mention['type'] = 'PER',
): Mention => {
  const start = TEXT.indexOf(text);
  return {
    field: 'body',
    start,
    end: start + text.length,
    text,
    type,
    entityId,
    name,
    alias: text,
    score: 0.9,
  };
};

const terrorism: TopicTag = {
  code: '20000103',
  label: 'terrorism',
  score: 0.8,
  broader: ['16000000'],
  because: ['ISIL'],
  via: 'rule',
};

const article: MatchText = {
  title: 'A meeting in Ankara',
  text: TEXT,
  url: 'https://news.example.org/a',
  sources: ['The Example'],
  byline: 'A. Writer',
  publishedAt: new Date('2026-01-02T03:04:05Z'),
  tags: {
    lang: 'en',
    mentions: [
      mention('Erdoğan', 'Q39259', 'Recep Tayyip Erdoğan'),
      mention('ISIL', 'Q2429253', 'Islamic State', 'ORG'),
    ],
    topics: [terrorism],
    vocabulary: 'v1',
  },
};

const ALIASES: Record<string, string[]> = {
  Q39259: ['Erdogan', 'Recep Tayyip Erdogan'],
  Q2429253: ['ISIS', 'ISIL'],
  Q43: ['Turkey', 'Türkiye'],
};

function ask(...queries: string[]) {
  const roster = createRoster();
  roster.apply(queries.map((query, index) => standing(index + 1, query)));
  return matchArticle(roster, article, { revision: 1, quality: 'full' }, (id) => ALIASES[id] ?? []);
}

describe('matching', () => {
  test.each([
    'entity:"Erdogan"',
    'entity:Q39259',
    'entity:"recep tayyip erdoğan"',
    'entity:ISIS AND lang:en',
    'topic:20000103',
    'topic:16000000',
    'topic:terrorism',
    'source:"the example"',
    'domain:example.org',
    'author:"a. writer"',
    'title:meeting NOT body:meeting',
    'erdogan NEAR/5 isil',
  ])('%s is true', (query) => expect(ask(query)).toHaveLength(1));

  test.each([
    'ISIS',
    'entity:"Merkel"',
    'topic:15000000',
    'lang:tr AND bankers',
    'title:bankers',
    'domain:other.org',
  ])('%s is not true', (query) => expect(ask(query)).toHaveLength(0));

  test('the receipt names the true parts, the places in the stored text, and what stands behind entities and topics', () => {
    const [found] = ask('(entity:ISIS OR goddess) AND bankers AND topic:terrorism NOT football');
    expect(found?.receipt.leaves.map((leaf) => [leaf.text, leaf.true])).toEqual([
      ['entity:"ISIS"', true],
      ['goddess', false],
      ['bankers', true],
      ['topic:terrorism', true],
      ['football', false],
    ]);
    const { spans, causes } = found?.receipt ?? { spans: [], causes: [] };
    expect(spans.map((span) => span.text)).toEqual(['ISIL', 'bankers']);
    for (const span of spans) expect(TEXT.slice(span.start, span.end)).toBe(span.text);
    expect(causes).toEqual([
      { kind: 'entity', id: 'Q2429253', name: 'Islamic State', words: ['ISIL'] },
      { kind: 'topic', id: '20000103', name: 'terrorism', words: ['ISIL'] },
    ]);
    expect(found?.receipt).toMatchObject({ queryVersion: 1, revision: 1, quality: 'full', vocabulary: 'v1' });
  });
});

describe('about:', () => {
  const text = `Erdoğan spoke first. ${'Nothing else happened that day. '.repeat(20)}Erdoğan left; ISIL was named once.`;
  const at = (word: string, from = 0) => text.indexOf(word, from);
  const place = (one: Mention, start: number): Mention => ({ ...one, start, end: start + one.text.length });
  const erdogan = mention('Erdoğan', 'Q39259', 'Recep Tayyip Erdoğan');
  const isil = mention('ISIL', 'Q2429253', 'Islamic State', 'ORG');
  const mentions = [place(erdogan, 0), place(erdogan, at('Erdoğan', 1)), place(isil, at('ISIL'))];
  const long: MatchText = { ...article, title: 'A speech', text, tags: { ...article.tags, mentions } };
  const asked = (query: string, of: MatchText = long) => {
    const roster = createRoster();
    roster.apply([standing(1, query)]);
    return matchArticle(roster, of, { revision: 1, quality: 'full' }, (id) => ALIASES[id] ?? []);
  };

  test('is true of what the article is about, and not of what it names in passing', () => {
    expect(asked('about:"Erdogan"')).toHaveLength(1);
    expect(asked('about:Q39259')).toHaveLength(1);
    expect(asked('about:PER:Erdogan')).toHaveLength(1);
    expect(asked('about:ISIS')).toHaveLength(0);
    expect(asked('entity:ISIS')).toHaveLength(1);
    expect(asked('entity:ORG:ISIS')).toHaveLength(1);
    expect(asked('entity:PER:ISIS')).toHaveLength(0);
  });

  test('is true of an entity that the title names, even once', () => {
    const titled: Mention = { ...isil, field: 'title', start: 0, end: 4 };
    const tags = { ...long.tags, mentions: [...mentions, titled] };
    expect(asked('about:ISIS', { ...long, title: 'ISIL was named', tags })).toHaveLength(1);
  });

  describe('words such as "Turkish", which speak of a country without naming it', () => {
    const turkish: Mention = { ...mention('Turkish', null, 'Turkish', 'MISC'), about: ['Q43'] };
    const said = (times: number, ...others: Mention[]) => {
      const body = 'The Turkish court and the Ankara mayor met. '.repeat(8);
      const places = [...body.matchAll(/Turkish/g)].slice(0, times);
      const found = [...places.map(({ index }) => place(turkish, index)), ...others];
      return { ...long, text: body, tags: { ...article.tags, mentions: found } };
    };
    const ankara = (start: number) => place(mention('Ankara', 'Q3640', 'Ankara', 'LOC'), start);
    const turkey = place(mention('Turkey', 'Q43', 'Turkey', 'LOC'), 0);
    const isAbout = (query: string, of: MatchText) => asked(query, of).length === 1;

    test('make the article be about it when there are several, and by any of its names', () => {
      expect(isAbout('about:Q43', said(4))).toBe(true);
      expect(isAbout('about:"turkiye"', said(4))).toBe(true);
      expect(isAbout('about:Q43', said(3))).toBe(false);
    });

    test('are half a naming each, beside namings', () => {
      expect(isAbout('about:Q43', said(0, turkey))).toBe(false);
      expect(isAbout('about:Q43', said(1, turkey))).toBe(false);
      expect(isAbout('about:Q43', said(2, turkey))).toBe(true);
    });

    test('give way to what is named far more often', () => {
      const often = Array.from({ length: 60 }, (_, n) => ankara(n));
      expect(isAbout('about:Q3640', said(4, ...often))).toBe(true);
      expect(isAbout('about:Q43', said(4, ...often))).toBe(false);
    });

    test('are no mention of it', () => expect(isAbout('entity:Q43', said(8))).toBe(false));

    test('stand in the receipt as the cause', () => {
      const [found] = asked('about:Turkey', said(4));
      expect(found?.receipt.causes).toEqual([
        { kind: 'entity', id: 'Q43', name: 'Turkey', words: ['Turkish'] },
      ]);
      expect(found?.receipt.spans.map((span) => span.text)).toEqual(Array(4).fill('Turkish'));
    });
  });

  test('names its cause and the places in the receipt', () => {
    const [found] = asked('about:"Erdogan" AND speech');
    expect(found?.receipt.causes).toEqual([
      { kind: 'entity', id: 'Q39259', name: 'Recep Tayyip Erdoğan', words: ['Erdoğan'] },
    ]);
    expect(found?.receipt.spans).toEqual([
      { field: 'title', start: 2, end: 8, text: 'speech' },
      { field: 'body', start: 0, end: 7, text: 'Erdoğan' },
      { field: 'body', start: at('Erdoğan', 1), end: at('Erdoğan', 1) + 7, text: 'Erdoğan' },
    ]);
  });
});

describe('the roster', () => {
  test('follows changes and removals at once, and knows its rev', () => {
    const roster = createRoster();
    roster.apply([standing(1, 'bankers', 5), standing(2, 'crisis', 6)]);
    const match = () =>
      matchArticle(roster, article, { revision: 1, quality: 'full' }, () => []).map(
        (one) => one.subscription.id,
      );
    expect(match().toSorted()).toEqual([1, 2]);
    roster.apply([standing(1, 'goddess', 7), standing(2, 'crisis', 8, 'removed')]);
    expect(match()).toEqual([]);
    roster.apply([standing(1, 'ankara', 9)]);
    expect(match()).toEqual([1]);
    expect(roster.rev()).toBe(9);
  });

  test('what a slower reader brings is older than what is known, and changes nothing', () => {
    const roster = createRoster();
    const match = () =>
      matchArticle(roster, article, { revision: 1, quality: 'full' }, () => []).map(
        (one) => one.subscription.rev,
      );
    roster.apply([standing(1, 'ankara', 7), standing(2, 'bankers', 8, 'removed')]);
    roster.apply([standing(1, 'crisis', 5), standing(2, 'bankers', 6)]);
    expect(match()).toEqual([7]);
    expect(roster.rev()).toBe(8);
  });

  test('a stored query that can not be read any more is told, and takes no other down', () => {
    const roster = createRoster();
    const problems = roster.apply([standing(1, 'NOT'), standing(2, 'bankers')]);
    expect(problems.map((one) => one.id)).toEqual([1]);
    expect(matchArticle(roster, article, { revision: 1, quality: 'full' }, () => [])).toHaveLength(1);
  });
});
