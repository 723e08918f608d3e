import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { compileQuery } from '../../../src/match/compile.ts';
import type { MatchText } from '../../../src/match/document.ts';
import { matchArticle } from '../../../src/match/match.ts';
import { createRoster } from '../../../src/match/roster.ts';
import {
  broaderNow,
  codesBelow,
  codesOf,
  readTopicNamesFrom,
  renewTopicNames,
  topicNames,
  topicNamesPath,
} from '../../../src/match/topic-names.ts';
import { lexemesOf } from '../../../src/match/words.ts';
import type { TopicTag } from '../../../src/model/model.ts';
import { neededWords } from '../../../src/query/needed.ts';

const terrorism: TopicTag = {
  code: '20000103',
  label: 'terrorism',
  score: 0.8,
  broader: ['20000082', '02000000'],
  because: ['bomb'],
  via: 'rule',
};
const articleWith = (topics: TopicTag[]): MatchText => ({
  title: 'A trial begins',
  text: 'The court heard of the bomb.',
  url: 'https://news.example.org/trial',
  sources: [],
  byline: null,
  publishedAt: null,
  tags: { lang: 'en', mentions: [], topics, vocabulary: 'test' },
});
const article = articleWith([terrorism]);

function receiptOf(query: string, of = article) {
  const roster = createRoster();
  const problems = roster.apply([{ id: 1, name: 'one', state: 'active', version: 1, query, rev: 1 }]);
  expect(problems).toEqual([]);
  return matchArticle(roster, of, { revision: 1, quality: 'full' }, () => [])[0]?.receipt;
}

describe('the name of a topic in a query', () => {
  test.each([
    ['a broader topic by its English label', 'topic:crime'],
    ['in any letter case', 'topic:"Crime, Law And Justice"'],
    ['in German', 'topic:Kriminalität'],
    ['in Chinese', 'topic:恐怖主义'],
    ['where languages mean several codes by one word', 'topic:terrorismo'],
    ['the code with its scheme', 'topic:medtop:20000103'],
    ['the IRI', 'topic:"http://cv.iptc.org/newscodes/mediatopic/20000082"'],
    ['one of a list of values', 'topic:(sport OR crime)'],
  ])('finds articles of narrower topics too: %s', (_, query) => {
    expect(receiptOf(query)).toBeDefined();
  });

  test('finds nothing of another branch', () => {
    expect(receiptOf('topic:sport')).toBeUndefined();
    expect(receiptOf('bomb NOT topic:crime')).toBeUndefined();
  });

  test('stands in the receipt once, as the query says it, with the topic that made it true', () => {
    const receipt = receiptOf('bomb AND topic:terrorismo');
    expect(receipt?.leaves.map(({ text, true: holds }) => [text, holds])).toEqual([
      ['bomb', true],
      ['topic:terrorismo', true],
    ]);
    expect(receipt?.causes).toEqual([{ kind: 'topic', id: '20000103', name: 'terrorism', words: ['bomb'] }]);
  });

  test("still means an operator's own topic of that label", () => {
    const own = articleWith([
      { ...terrorism, code: 'user:crime-desk', label: 'crime', broader: [], via: 'user' },
    ]);
    expect(receiptOf('topic:crime', own)).toBeDefined();
    expect(receiptOf('topic:user:crime-desk', own)).toBeDefined();
  });

  test('finds an article in the index under one of the values that it asks for', () => {
    const lexemes = lexemesOf(article, { feedId: 1, site: null });
    const needed = neededWords(compileQuery('topic:crime', {}).ast);
    const asked = needed.kind === 'any' ? needed.of : [];
    expect(asked.some((one) => one.kind === 'key' && lexemes.includes(`topic:${one.value}`))).toBe(true);
  });
});

describe('the names of the taxonomy', () => {
  test('resolve codes and labels that were retired', () => {
    expect(codesOf('20000030')).toEqual(['20000030']);
    expect(codesOf('music theatre')).toContain('20000030');
    expect(codesOf('no such topic')).toEqual([]);
  });

  test('are of all 1,372 concepts, 273 of them retired, in 13 locales', () => {
    const { subjects, locales } = topicNames();
    const retired = subjects.filter((one) => one.retired !== null);
    expect([subjects.length, retired.length, locales.length]).toEqual([1372, 273, 13]);
    expect(subjects.find(({ code }) => code === '20000103')?.wikidata).toMatch(/^Q\d+$/);
  });
});

const shipped = fileURLToPath(new URL('../../../config/mediatopics-names.json', import.meta.url));

describe('where a stored topic lies now', () => {
  test('an active code lies where the taxonomy of today has it, whatever was stored', () => {
    expect(broaderNow('20000103', ['14000000'])).toEqual(['20000082', '02000000']);
  });

  test('a retired code, and one that is not ours, keep what was stored; what stands above is read anew', () => {
    expect(broaderNow('20000030', ['20000029', '14000000'])).toEqual(['20000029', '20000002', '01000000']);
    expect(broaderNow('user:own', ['20000103'])).toEqual(['20000103', '20000082', '02000000']);
    expect(broaderNow('user:own', [])).toEqual([]);
  });

  test("a topic of one's own lies where its rule of today says; one that is gone keeps what was stored", () => {
    const own = new Map([
      ['user:ports', '20000103'],
      ['user:quays', 'user:ports'],
      ['user:top', null],
    ]);
    readTopicNamesFrom(shipped, () => own);
    expect(broaderNow('user:quays', ['14000000'])).toEqual([
      ...['user:ports', '20000103', '20000082', '02000000'],
    ]);
    expect(broaderNow('user:top', ['14000000'])).toEqual([]);
    expect(broaderNow('user:gone', ['user:top', '14000000'])).toEqual(['user:top']);
    expect(codesBelow('02000000')).toEqual(expect.arrayContaining(['user:ports', 'user:quays']));
    expect(codesBelow('user:ports')).toEqual(['user:quays']);
    readTopicNamesFrom(shipped);
  });

  test('all codes below one are known at any depth', () => {
    expect(codesBelow('02000000')).toEqual(expect.arrayContaining(['20000082', '20000103']));
    expect(codesBelow('user:own')).toEqual([]);
  });
});

describe('other names of topics', () => {
  const dir = mkdtempSync(join(tmpdir(), 'pw-names-'));
  const text = readFileSync(shipped, 'utf8');
  const write = (name: string, content: string): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  afterEach(() => readTopicNamesFrom(shipped));
  afterAll(() => rmSync(dir, { recursive: true }));

  const asked = ['topic:misdeeds', 'topic:crime', '@desk', 'bomb'];
  function rosterOf(queries: readonly string[]) {
    const roster = createRoster();
    const uses = { desk: { version: 1, query: 'bomb AND topic:misdeeds' } };
    const standing = queries.map((query, id) => ({
      ...{ id, name: query, version: 1, query, rev: id + 1 },
      ...(query.includes('@') ? { uses } : {}),
    }));
    roster.apply(standing.map((one) => ({ ...one, state: 'active' as const })));
    return roster;
  }
  const matching = (roster: ReturnType<typeof rosterOf>) =>
    matchArticle(roster, article, { revision: 1, quality: 'full' }, () => [])
      .map(({ subscription }) => subscription.name)
      .sort();

  test('are asked for by the queries in force once these are compiled anew, also by way of saved queries', () => {
    renewTopicNames(shipped);
    const roster = rosterOf(asked);
    expect(matching(roster)).toEqual(['bomb', 'topic:crime']);
    expect(renewTopicNames(write('new.json', text.replaceAll('"crime"', '"misdeeds"')))).toBe(true);
    expect(matching(roster)).toEqual(['bomb', 'topic:crime']);
    expect(roster.renewTopics()).toBe(3);
    expect(matching(roster)).toEqual(['@desk', 'bomb', 'topic:misdeeds']);
  });

  test('are no others when the file says the same', () => {
    renewTopicNames(shipped);
    expect(renewTopicNames(write('same.json', `${text}\n`))).toBe(false);
  });

  test('that can not be read leave those before in force', () => {
    renewTopicNames(shipped);
    expect(() => renewTopicNames(write('half.json', text.slice(0, 999)))).toThrow(
      /half\.json: holds no names/,
    );
    expect(() => renewTopicNames(join(dir, 'none.json'))).toThrow(/none\.json: holds no names/);
    expect(codesOf('crime')).not.toEqual([]);
    expect(topicNamesPath()).toBe(shipped);
  });
});
