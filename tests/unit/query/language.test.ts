// What queries mean, rule by rule, asked of the reference evaluator and of the engine alike.
import { expect, test } from 'vitest';
import { createEngine, type Doc, evaluate, parse, spans } from '../../../src/query/query.ts';

/** Truth of a query, the same from both evaluators. */
function holds(query: string, doc: Partial<Doc> | string): boolean {
  const full: Doc = { title: '', body: '', ...(typeof doc === 'string' ? { body: doc } : doc) };
  const { ast } = parse(query);
  const engine = createEngine();
  engine.add(7, ast);
  const found = engine.match(full).includes(7);
  expect(found, query).toBe(evaluate(ast, full));
  expect(engine.explain(7, full).spans, query).toEqual(spans(ast, full));
  return found;
}

function marked(query: string, body: string): string[] {
  const { ast } = parse(query);
  holds(query, body);
  return spans(ast, { title: '', body }).map((span) => body.slice(span.start, span.end));
}

type Case = [query: string, doc: Partial<Doc> | string, truth: boolean];

const rules: Record<string, Case[]> = {
  'precedence is NEAR, NOT, AND, OR': [
    ['a OR b c', 'a', true],
    ['a OR b c', 'b', false],
    ['(a OR b) c', 'b c', true],
    ['x NOT a NEAR/1 b', 'x a b', false],
    ['x NOT a NEAR/1 b', 'x a 1 2 b', true],
    ['a NOT b', 'a b', false],
    ['a -b', 'a c', true],
  ],
  'operators are written in capitals': [
    ['rock and roll', 'rock roll', false],
    ['rock and roll', 'roll and rock', true],
    ['"AND"', 'this and that', true],
    ['\\AND', 'this and that', true],
    ['NEARBY', 'nearby', true],
  ],
  'words ignore case, width and accents': [
    ['muller', 'Müller', true],
    ['MÜLLER', 'muller', true],
    ['mueller', 'Müller', false],
    ['strasse', 'Straße', true],
    ['ABC', 'ＡＢＣ', true],
    ['istanbul', 'İSTANBUL', true],
    ['ISTANBUL', 'ıstanbul', true],
    ['οδος', 'ΟΔΌΣ', true],
    ['елка', 'Ёлка', true],
    ['мои', 'мой', false],
    ['cafe', 'cafe\u0301', true],
    ['café', 'cafe', true],
    ['office', 'oﬃce', true],
    ['naive', 'na\u00adive', true],
    ['كتاب', 'كِتَاب', true],
  ],
  'a word with punctuation is a phrase': [
    ['AT&T', 'at t', true],
    ['e-mail', 'an e mail', true],
    ['e-mail', 'email', false],
    ['a=b', 'a b', true],
    ["L'Oréal", 'l’oreal', true],
    ['apple', "Apple's", true],
    ['1,000', '1.000', true],
    ['U.S.', 'the U S', true],
    ['foo\\:bar', 'foo bar', true],
    ['https://example.com/x', 'https example com x', true],
    ['12:30', 'at 12.30', true],
  ],
  'scripts without spaces are matched by character': [
    ['東京', '東京都', true],
    ['京都', '東京都', true],
    ['東京', '東の京', false],
    ['東京Tower', '東京 tower', true],
    ['タワ', 'タワー', false],
    ['タワ*', 'タワー', true],
    ['タワー', 'ﾀﾜｰ', true],
    ['서울', '서울에서', false],
    ['서울*', '서울에서', true],
    ['กรุง', 'กรุงเทพ', true],
  ],
  'phrases are adjacent and in order': [
    ['"a b"', 'a, b', true],
    ['"a b"', 'b a', false],
    ['"a b"', 'a. B', true],
    ['"a b"', { title: 'x a', body: 'b y' }, false],
    ['"glob* warming"', 'global warming', true],
    ['“a b”', 'a b', true],
    ['„a b“', 'a b', true],
    ['«a b»', 'a b', true],
    ['＂a b＂', 'a b', true],
    ['"say \\"x\\""', 'say x', true],
  ],
  'window phrases take any order and few other words': [
    ['"a b"~0', 'b a', true],
    ['"a b"~1', 'b x a', true],
    ['"a b"~1', 'b x y a', false],
    ['"a a"~3', 'a', false],
    ['"a a"~3', 'a x a', true],
    ['"ter* terror"~2', 'terror', false],
    ['"ter* terror"~2', 'terror x terrible', true],
  ],
  'NEAR counts the words between': [
    ['a NEAR/0 b', 'a b', true],
    ['a NEAR/1 b', 'b x a', true],
    ['a NEAR/1 b', 'a x y b', false],
    ['a ONEAR/1 b', 'b x a', false],
    ['a ONEAR/1 b', 'a x b', true],
    ['a NEAR b', `a ${'x '.repeat(10)}b`, true],
    ['a NEAR b', `a ${'x '.repeat(11)}b`, false],
    ['a NEAR/5 a', 'a', false],
    ['"a b" NEAR/5 b', 'a b', false],
    ['a NEAR/9 b', { title: 'a', body: 'b' }, false],
    ['a NEAR/3 b NEAR/5 c', 'a b x x x x c', true],
    ['c NEAR/1 (a OR "x y")', 'x y z c', true],
    ['title:(a NEAR/1 b)', { title: 'a b', body: '' }, true],
    ['title:(a NEAR/1 b)', { title: '', body: 'a b' }, false],
  ],
  'NEAR/S and NEAR/P stay in the sentence and the paragraph': [
    ['a NEAR/S b', 'a x x b. c', true],
    ['a NEAR/S b', 'a x. b', false],
    ['a NEAR/s b', 'a 3.5 b', true],
    ['a NEAR/S b', 'a (x.) b', false],
    ['a NEAR/S b', 'a x." b', false],
    ['a NEAR/S b', 'a x。b', false],
    ['a NEAR/S b', 'a\nb', false],
    ['a NEAR/P b', 'a. b', true],
    ['a NEAR/P b', 'a\nb', false],
    ['a NEAR/P b', { title: 'a', body: 'b' }, false],
    ['"a b" NEAR/S c', 'a. b c', false],
    ['a ONEAR/P b', 'b. a', false],
  ],
  'wildcards stay inside one token': [
    ['terror*', 'counterterrorism', false],
    ['terror*', 'terror', true],
    ['*gate', 'Watergate', true],
    ['wom?n', 'women', true],
    ['wom?n', 'womn', false],
    ['wom?n', 'womeen', false],
    ['caf*', 'CAFÉS', true],
    ['foo\\*', 'foo', true],
    ['foo\\*', 'food', false],
  ],
  'exact terms keep case and accents': [
    ['=Apple', 'apple', false],
    ['=Apple', 'Apple', true],
    ['="Apple Pay"', 'Apple, Pay', true],
    ['="Apple Pay"', 'Apple pay', false],
    ['=cafe', 'café', false],
    ['=café', 'cafe\u0301', true],
    ['=ABC', 'ＡＢＣ', false],
    ['-=Apple x', 'x apple', true],
  ],
  'text fields scope one item': [
    ['title:a', { title: 'a' }, true],
    ['title:a', { body: 'a' }, false],
    ['body:(a b)', { title: 'a', body: 'b' }, false],
    ['TITLE: a', { title: 'a' }, true],
    ['title:(a NOT b)', { title: 'a', body: 'b' }, true],
    ['text:a', { body: 'a' }, true],
  ],
  'keyword fields compare whole values': [
    ['source:"the  guardian"', { source: 'The Guardian' }, true],
    ['source:guardian', { source: 'The Guardian' }, false],
    ['source:(Reuters OR AFP)', { source: 'afp' }, true],
    ['about:"erdogan"', { about: ['Q39259', 'Erdoğan'] }, true],
    ['about:erdogan', { entity: ['Erdoğan'] }, false],
    ['entity:PER:erdogan', { entity: 'PER:Erdogan' }, true],
    ['entity:PER:"tayyip erdogan"', { entity: 'PER:Tayyip Erdoğan' }, true],
    ['entity:(pw:org:acme OR PER:Roe)', { entity: 'pw:org:acme' }, true],
    ['entity:PER:erdogan', { entity: 'ORG:Erdogan' }, false],
    ['author:"Ann Lee"', { author: ['Bo', 'Ann Lée'] }, true],
    ['lang:en', { lang: 'en-GB' }, true],
    ['lang:en-GB', { lang: 'en' }, false],
    ['domain:bbc.co.uk', { domain: 'www.news.bbc.co.uk' }, true],
    ['domain:www.bbc.co.uk', { domain: 'bbc.co.uk' }, true],
    ['domain:bc.co.uk', { domain: 'bbc.co.uk' }, false],
    ['topic:04', { topic: ['04/01'] }, true],
    ['topic:04', { topic: ['041'] }, false],
    ['entity:q42 NOT country:de', { entity: ['Q42'] }, true],
  ],
  'comparisons need a value to compare': [
    ['a length>2', 'a b c', true],
    ['a length>2', { body: 'a', length: 3 }, true],
    ['a score>=0.5', { body: 'a' }, false],
    ['a NOT score>=0.5', { body: 'a' }, true],
    ['a score=0.5', { body: 'a', score: 0.5 }, true],
    ['a published>=2026-01-31', { body: 'a', published: '2026-01-31' }, true],
    ['a published>2026-01-31T08:00', { body: 'a', published: '2026-01-31T08:00:00.001Z' }, true],
    ['a published=2026-01-31T08:00Z', { body: 'a', published: '2026-01-31T09:00+01:00' }, true],
    ['a published<2026-01-31', { body: 'a', published: 'soon' }, false],
  ],
  'ATLEAST counts places in title and body together': [
    ['ATLEAST/2 a', { title: 'a', body: 'a' }, true],
    ['ATLEAST/2 a', 'a', false],
    ['ATLEAST/2 (a OR b)', 'a b', true],
    ['title:ATLEAST/2 a', { title: 'a', body: 'a' }, false],
    ['ATLEAST/2 (a NEAR/2 b)', 'a b a', true],
  ],
  'FIRST looks at the first words of each field': [
    ['FIRST/2 a', 'x a', true],
    ['FIRST/2 a', 'x x a', false],
    ['FIRST/2 "a b"', 'x a b', false],
    ['FIRST/1 a', { title: 'a', body: 'x' }, true],
  ],
  'SCORE adds the weights of what is present': [
    ['SCORE>=30 (climate^10 flood*^20 football^-50)', 'climate floods', true],
    ['SCORE>=30 (climate^10 flood*^20 football^-50)', 'climate floods football', false],
    ['SCORE>10 ("sea level"^10 flood)', 'sea level', false],
    ['SCORE>10 ("sea level"^10 flood)', 'sea level flood', true],
    ['harbour AND SCORE>=0 (storm^-5)', 'harbour', true],
    ['harbour AND SCORE>=0 (storm^-5)', 'harbour storm', false],
    ['harbour AND SCORE>-6 (storm^-5)', 'harbour storm', true],
    ['harbour AND SCORE>0 (storm^-5)', 'harbour', false],
    ['score>=3 (a OR b)', { body: 'b', score: 4 }, true],
  ],
};

for (const [rule, cases] of Object.entries(rules)) {
  test.each(cases)(`${rule}: %s in %j is %s`, (query, doc, truth) => {
    expect(holds(query, doc)).toBe(truth);
  });
}

test('spans are offsets of the text as given, of the parts that are true', () => {
  expect(marked('muller OR xyz', 'Der Müller, müller.')).toEqual(['Müller', 'müller']);
  expect(marked('AT&T', 'from AT&T now')).toEqual(['AT&T']);
  expect(marked('a NEAR/1 b', 'a b x x a')).toEqual(['a', 'b']);
  expect(marked('a NOT b', 'a c')).toEqual(['a']);
  expect(marked('"a b"~2', 'a x b y a')).toEqual(['a', 'b', 'a']);
  expect(marked('𝒜bc', 'so 𝒜bc')).toEqual(['𝒜bc']);
  expect(marked('a', 'a '.repeat(80))).toHaveLength(50);
});

test('explain names every leaf with its truth, negated ones too, and no span of a false query', () => {
  const query = '(apple OR =Pear) NEAR/3 "pie crust" NOT source:Rumours';
  const doc = { title: 'Pear pie crust', body: '', source: 'Rumours' };
  const engine = createEngine();
  engine.add(1, parse(query).ast);
  const { leaves, spans: none } = engine.explain(1, doc);
  expect(none).toEqual([]);
  expect(leaves.map((leaf) => [leaf.text, leaf.true])).toEqual([
    ['apple', false],
    ['=Pear', true],
    ['"pie crust"', true],
    ['source:Rumours', true],
  ]);
  expect(leaves.map((leaf) => query.slice(leaf.start, leaf.end))).toEqual(leaves.map((leaf) => leaf.text));
});

test('the example of the package does what it says', () => {
  const engine = createEngine();
  engine.add(1, parse('(tesla OR "general motors") NEAR/5 recall NOT source:Rumours').ast);
  const article = { title: 'Tesla orders a recall', body: 'General Motors follows.', source: 'Reuters' };
  expect(engine.match(article)).toEqual([1]);
  expect(engine.explain(1, article).spans).toEqual([
    { field: 'title', start: 0, end: 5 },
    { field: 'title', start: 15, end: 21 },
  ]);
});

test('words of an earlier, longer article do not linger', () => {
  const engine = createEngine();
  engine.add(1, parse('"a b c"').ast);
  expect(engine.match({ title: '', body: 'x x a b c' })).toEqual([1]);
  expect(engine.match({ title: '', body: 'c x a b' })).toEqual([]);
  expect(engine.match({ title: 'a b', body: 'c' })).toEqual([]);
});

test('an id asks one query at a time, and a query ends only when its last id is removed', () => {
  const engine = createEngine();
  const doc = { title: 'a b', body: '' };
  engine.add(1, parse('a').ast);
  engine.add(2, parse('a').ast);
  engine.add(1, parse('zzz').ast);
  expect(engine.match(doc)).toEqual([2]);
  expect(engine.remove(2)).toBe(true);
  expect(engine.remove(2)).toBe(false);
  expect(engine.match(doc)).toEqual([]);
  engine.add(9_007_199_254_740_991, parse('a').ast);
  expect(engine.match(doc)).toEqual([9_007_199_254_740_991]);
  expect(engine.size()).toBe(2);
});

test('compaction takes changes that come while it runs', () => {
  const engine = createEngine();
  for (let id = 0; id < 100; id++) engine.add(id, parse(`w${id} OR =W${id} OR w${id}x*`).ast);
  for (let id = 0; id < 50; id++) engine.remove(id);
  expect(engine.waste()).toBeGreaterThan(0.4);
  expect(engine.compact(10)).toBe(false);
  engine.add(7, parse('late').ast);
  engine.remove(99);
  engine.add(60, parse('other').ast);
  while (!engine.compact(10));
  expect(engine.match({ title: 'late other w99 w60 w61 w70xyz w3', body: '' }).sort((a, b) => a - b)).toEqual(
    [7, 60, 61, 70],
  );
  expect(engine.waste()).toBeLessThan(0.1);
});
