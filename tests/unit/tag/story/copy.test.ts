// What counts as a copy: verbatim, edited, cut, updated; and what does not.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { copyOf, likeness } from '../../../../src/tag/story/copy.ts';
import { keysOf, PRINT_SIZE, printOf } from '../../../../src/tag/story/print.ts';

const words = (n: number, seed: number) =>
  Array.from({ length: n }, (_, i) => `word${(i * 7919 + seed * 104_729) % 5003}`).join(' ');
const printed = (text: string, title = 'Harbour closed after storm', site = '') => ({
  print: printOf(text),
  title,
  site,
});
const found = (a: string, b: string) => {
  const keys = new Set(keysOf(printOf(a)));
  return [...keysOf(printOf(b))].some((key) => keys.has(key));
};

describe('prints', () => {
  const text = words(400, 1);

  test('letter case, accents and punctuation make no difference', () => {
    expect(printOf(text.toUpperCase().replaceAll(' ', ' – '))).toEqual(printOf(text));
  });

  test('a print is ascending, each hash once, and of bounded size', () => {
    const print = printOf(words(4000, 1));
    expect(print).toHaveLength(PRINT_SIZE);
    expect([...new Set(print)].sort((a, b) => a - b)).toEqual([...print]);
    expect(printOf('one two three')).toHaveLength(0);
    expect(printOf('one two three four')).toHaveLength(1);
  });

  test('letters of scripts without spaces make longer shingles than words do', () => {
    expect(printOf('海港因暴风雨关')).toHaveLength(0);
    expect(printOf('海港因暴风雨关闭')).toHaveLength(1);
    expect(printOf('Reuters 海港因暴风雨')).toHaveLength(1);
  });

  test('how much texts agree is told of long ones as of short ones', () => {
    const long = words(4000, 1);
    const third = printOf(long.split(' ').slice(0, 1400).join(' '));
    const { jaccard, containment } = likeness(printOf(long), third);
    expect(containment).toBeGreaterThan(0.95);
    expect(jaccard).toBeCloseTo(0.35, 1);
    expect(likeness(printOf(long), printOf(long.replaceAll('word', 'other'))).jaccard).toBeLessThan(0.02);
    expect(likeness(printOf(''), printOf(''))).toEqual({ jaccard: 0, containment: 0 });
  });
});

describe('copies', () => {
  const text = words(400, 1);
  const isCopy = (a: string, b: string) => found(a, b) && copyOf(printed(a), printed(b)) !== null;

  test('a verbatim copy, one cut to a third, one with a new start are copies', () => {
    expect(copyOf(printed(text), printed(text))).toEqual({ share: 1, same: true });
    expect(isCopy(text, text.split(' ').slice(0, 140).join(' '))).toBe(true);
    expect(isCopy(text, `${words(100, 9)} ${text}`)).toBe(true);
  });

  test('a copy with every twelfth word changed is one, but does not stand for the other', () => {
    const edited = text.replace(/(\S+ ){11}/g, '$&changed ');
    expect(isCopy(text, edited)).toBe(true);
    expect(copyOf(printed(text), printed(edited))?.same).toBe(false);
  });

  test('another text, and a round-up that has a short text in it whole, are none', () => {
    expect(isCopy(text, words(400, 2))).toBe(false);
    const roundUp = [words(900, 3), text.split(' ').slice(0, 100).join(' ')].join(' ');
    expect(copyOf(printed(text.split(' ').slice(0, 100).join(' ')), printed(roundUp, 'The week'))).toBeNull();
  });

  test('a teaser of the first paragraphs is a copy under the same headline only', () => {
    const teaser = text.split(' ').slice(0, 60).join(' ');
    expect(copyOf(printed(text), printed(teaser))).not.toBeNull();
    expect(copyOf(printed(text), printed(teaser, 'Morning briefing'))).toBeNull();
  });

  test('short texts: half is enough under one headline, nearly all of it under one like it, else none', () => {
    const short = words(30, 1);
    const half = `${short.split(' ').slice(0, 24).join(' ')} ${words(6, 5)}`;
    expect(copyOf(printed(short), printed(half))).not.toBeNull();
    expect(copyOf(printed(short), printed(half, 'Storm closes harbour'))).toBeNull();
    expect(copyOf(printed(short), printed(short, 'Storm closes harbour'))).not.toBeNull();
    expect(copyOf(printed(short), printed(short, 'Minister resigns over letters'))).toBeNull();
  });

  test("a site's notice in place of its articles joins nothing, the same text on another site does", () => {
    const notice = words(120, 7);
    const here = printed(notice, 'Harbour closed after storm', 'times.example');
    expect(copyOf(here, printed(notice, 'Minister resigns over letters', 'times.example'))).toBeNull();
    expect(copyOf(here, printed(notice, 'Minister resigns over letters', 'post.example'))).not.toBeNull();
    expect(copyOf(here, printed(notice, 'Update: harbour still closed', 'times.example'))).not.toBeNull();
  });
});

describe('texts in scripts without spaces', () => {
  // sentences from a small grammar share many short runs of letters without being copies
  const who = ['市长', '总理', '警方', '法院', '公司', '学校', '医院', '工会', '银行', '记者'];
  const what = ['宣布', '表示', '拒绝', '调查', '关闭', '批准', '批评', '支持', '推迟', '取消'];
  const which = [
    '新的计划',
    '这项决定',
    '当地港口',
    '选举结果',
    '安全措施',
    '预算草案',
    '这份报告',
    '罢工行动',
  ];
  const when = ['周一', '周二', '昨天', '上午', '下午', '本周', '今年', '去年'];
  const pick = <T>(list: readonly T[], n: number) => list[n % list.length] as T;
  const report = (seed: number, sentences: number) =>
    Array.from({ length: sentences }, (_, i) => {
      const n = Math.imul(seed * 1009 + i, 2_654_435_761) >>> 0;
      return `${pick(who, n >>> 3)}${pick(when, n >>> 9)}${pick(what, n >>> 14)}${pick(which, n >>> 20)}。`;
    }).join('');

  test('a copy cut to a third joins, reports made of the same words do not', () => {
    const text = report(1, 40);
    const cut = text.slice(0, 160);
    expect(found(text, cut)).toBe(true);
    expect(copyOf(printed(text), printed(cut))).not.toBeNull();
    for (let other = 2; other < 60; other++)
      expect(copyOf(printed(text), printed(report(other, 40)))).toBeNull();
  });
});

const SET = new URL('../../../../../shared/data/topics-dev/near-dup-dev.jsonl.gz', import.meta.url);

describe.skipIf(!existsSync(SET))('the development set', () => {
  type Item = { id: string; cluster: string; kind: string; title: string; text: string };
  const read = (): Item[] =>
    gunzipSync(readFileSync(SET))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Item);

  test('copies of every kind are found and told', () => {
    const items = read();
    const originals = new Map(
      items.filter((one) => one.kind === 'original').map((one) => [one.cluster, one]),
    );
    const tally = new Map<string, { all: number; told: number }>();
    for (const item of items) {
      const original = originals.get(item.cluster);
      if (original === undefined || original === item) continue;
      const count = tally.get(item.kind) ?? { all: 0, told: 0 };
      tally.set(item.kind, count);
      count.all++;
      const copy = copyOf(printed(original.text, original.title), printed(item.text, item.title));
      if (found(original.text, item.text) && copy !== null) count.told++;
    }
    for (const [kind, { all, told }] of tally) {
      const least = { trim60: 0.97, trim35: 0.88 }[kind] ?? 0.99;
      expect(told / all, kind).toBeGreaterThanOrEqual(least);
    }
    expect([...tally.keys()].sort()).toEqual(['edit8', 'light', 'trim35', 'trim60', 'update25']);
  });

  test('of pairs of different stories at most one in a thousand is joined', () => {
    const items = read().map((one) => ({ ...one, ...printed(one.text, one.title, one.id) }));
    let pairs = 0;
    let joined = 0;
    items.forEach((a, at) => {
      for (const b of items.slice(at + 1)) {
        if (a.cluster === b.cluster) continue;
        pairs++;
        if (copyOf(a, b) !== null) joined++;
      }
    });
    expect(pairs).toBeGreaterThan(60_000);
    expect(joined / pairs).toBeLessThan(0.001);
  });
});
