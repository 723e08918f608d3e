// Queries and articles made to hurt: everything stays linear or ends by its budget, and says so.
import { expect, test } from 'vitest';
import { createEngine, loadEngine, parse, QUERY_LIMITS } from '../../src/query/query.ts';

const WORDS = 'abba bela caro dido emma fine gala hugo'.split(' ');

/** Milliseconds of CPU a call takes; the bounds below are generous, machines differ. */
function timed(run: () => void): number {
  const from = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

const ask = (query: string, body: string): { matched: number[]; unevaluated: number[]; ms: number } => {
  const engine = createEngine();
  engine.add(1, parse(query).ast);
  let matched: number[] = [];
  const ms = timed(() => {
    matched = engine.match({ title: '', body });
  });
  return { matched, unevaluated: engine.unevaluated(), ms };
};

test('a ten-megabyte article is read in one pass', () => {
  const body = `${'lorem ipsum Dolor, sit. '.repeat(430_000)}needle`;
  const { matched, ms } = ask('needle NEAR/3 sit', body);
  expect(matched).toEqual([1]);
  expect(ms).toBeLessThan(5000);
});

test('one word of a million characters is one word', () => {
  const body = 'x'.repeat(1_000_000);
  expect(ask(`${'x'.repeat(500)}*`, body).matched).toEqual([1]);
  expect(ask('needle*', body).matched).toEqual([]);
  expect(ask('éxx*xx', `é${body}`).matched).toEqual([1]);
});

test.each([
  ['a window of eight common words', `"${WORDS.join(' ')}"~100`],
  ['a window of eight equal words', '"abba abba abba abba abba abba abba abba"~100'],
  [
    'NEAR of OR groups',
    '(abba OR bela OR caro) NEAR/100 (dido OR emma) NEAR/100 (fine OR gala) NEAR/100 xyz',
  ],
  ['NEAR/P in one endless paragraph', '((abba NEAR/P bela) NEAR/P caro) NEAR/P (xyz OR hugo)'],
  ['a NEAR chain as long as a query may be', Array.from({ length: 1500 }, () => 'abba').join(' NEAR/9 ')],
  ['ATLEAST over a chain', 'ATLEAST/100 (abba NEAR/100 bela NEAR/100 caro)'],
])('%s ends by its budget', (_name, query) => {
  const body = Array.from({ length: 40_000 }, (_, index) => WORDS[(index * 7 + (index >> 3)) % 8]).join(' ');
  const { matched, unevaluated, ms } = ask(query, body);
  expect(matched.length + unevaluated.length).toBeLessThanOrEqual(1);
  expect(ms).toBeLessThan(2000);
});

test('a query that runs out of steps is reported as not evaluated, which is not "no match"', () => {
  const body = `${'abba bela '.repeat(20_000)}`;
  const { matched, unevaluated } = ask('abba NOT ((abba NEAR/P bela) NEAR/P (xyz OR bela) NEAR/P xyz)', body);
  expect(matched).toEqual([]);
  expect(unevaluated).toEqual([1]);
});

test('the longest queries parse and run', () => {
  const or = Array.from({ length: QUERY_LIMITS.terms }, (_, index) => `w${index}`).join(' OR ');
  expect(ask(or, 'w1999').matched).toEqual([1]);
  const deep = `${'('.repeat(32)}abba${')'.repeat(32)}`;
  expect(ask(deep, 'abba').matched).toEqual([1]);
  const marks = `"${'a '.repeat(9900)}"`;
  expect(ask(marks, 'a '.repeat(9900)).matched).toEqual([1]);
});

test('ten thousand identical queries are one program', () => {
  const engine = createEngine();
  const { ast } = parse('abba NEAR/3 bela');
  for (let id = 0; id < 10_000; id++) engine.add(id, ast);
  expect(engine.match({ title: '', body: 'abba bela' })).toHaveLength(10_000);
  expect(engine.effort()).toEqual({ candidates: 1, runs: 1 });
  for (let id = 0; id < 10_000; id++) expect(engine.remove(id)).toBe(true);
  expect(engine.match({ title: '', body: 'abba bela' })).toEqual([]);
});

test('a snapshot that is cut short or of another kind is refused, not believed', () => {
  const engine = createEngine();
  engine.add(1, parse('abba =Bela car* source:x').ast);
  const saved = engine.save('41');
  expect(loadEngine(saved.slice())?.revision).toBe('41');
  for (const cut of [0, 4, 8, 40, saved.length - 64]) expect(loadEngine(saved.slice(0, cut))).toBeNull();
  const other = saved.slice();
  other[0] = 0;
  expect(loadEngine(other)).toBeNull();
  const text = new TextDecoder('latin1').decode(saved);
  const changed = Uint8Array.from(text.replace('"textRules":1', '"textRules":0'), (char) =>
    char.charCodeAt(0),
  );
  expect(loadEngine(changed)).toBeNull();
});
