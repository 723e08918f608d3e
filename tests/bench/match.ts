// The cost of asking N standing queries of each article: node --expose-gc tests/bench/match.ts [largest N]
// CPU of one thread, milliseconds an article; read figures of one run as ratios, machines differ.
import { createEngine, type Doc, type Engine, loadEngine, type Node, parse } from '../../src/query/query.ts';
import { makeQuery, namesIn, readArticles, seeded } from './news.ts';

const largest = Number(process.argv[2] ?? 1_000_000);
const random = seeded(7);
const { names: nameDocs, matched: docs, origin } = readArticles(random);
const names = namesIn(nameDocs);
const words = docs.reduce((sum, doc) => sum + doc.body.split(/\s+/).length, 0) / docs.length;
console.log(`${origin}: ${docs.length} articles of ${words.toFixed(0)} words, ${names.length} names`);

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
/** heap and typed arrays, bytes */
const memory = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

type Row = { cpu: number; matches: number; candidates: number; runs: number };

function measure(engine: Engine, rounds: number): Row {
  for (const doc of docs) engine.match(doc);
  const sum = { matches: 0, candidates: 0, runs: 0 };
  const from = cpu();
  for (let round = 0; round < rounds; round++) {
    for (const doc of docs) {
      sum.matches += engine.match(doc).length;
      const { candidates, runs } = engine.effort();
      sum.candidates += candidates;
      sum.runs += runs;
    }
  }
  const each = rounds * docs.length;
  return {
    cpu: (cpu() - from) / each,
    matches: sum.matches / each,
    candidates: sum.candidates / each,
    runs: sum.runs / each,
  };
}

const show = (value: number, digits = 3): string => value.toFixed(digits).padStart(9);

function report(label: string, row: Row, rest: string): void {
  console.log(
    `${label.padEnd(22)}${show(row.cpu)} ms${show(row.matches, 1)} matches${show(row.candidates, 1)} candidates` +
      `${show(row.runs, 1)} runs  ${rest}`,
  );
}

function curve(kind: 'broad' | 'niche', share: number): void {
  const make = seeded(11);
  const before = memory();
  const engine = createEngine();
  let added = 0;
  let spent = 0;
  for (const size of [1000, 10_000, 100_000, 1_000_000].filter((each) => each <= largest)) {
    const texts = Array.from({ length: size - added }, () => makeQuery(make, names, share));
    const from = cpu();
    for (const text of texts) engine.add(added++, parse(text).ast);
    spent += cpu() - from;
    texts.length = 0;
    const bytes = (memory() - before) / size;
    report(
      `${kind} ${size}`,
      measure(engine, size > 100_000 ? 2 : 5),
      `${bytes.toFixed(0)} B/query, built in ${(spent / 1000).toFixed(1)} s`,
    );
  }
  renumbered(engine, kind, added, before);
  changes(engine, make, share, added);
}

/** The same queries after compaction, and from a snapshot. */
function renumbered(engine: Engine, kind: string, size: number, before: number): void {
  let from = cpu();
  while (!engine.compact(20_000));
  const compacting = cpu() - from;
  const bytes = (memory() - before) / size;
  const row = measure(engine, size > 100_000 ? 2 : 5);
  report(
    `${kind} ${size} renumbered`,
    row,
    `${bytes.toFixed(0)} B/query, in ${(compacting / 1000).toFixed(1)} s`,
  );
  from = cpu();
  const saved = engine.save('bench');
  const saving = cpu() - from;
  from = cpu();
  const loaded = loadEngine(saved)?.engine;
  const loading = cpu() - from;
  const first = docs[0] as Doc;
  if (loaded?.match(first).length !== engine.match(first).length)
    throw new Error('the snapshot lost queries');
  const megabytes = (saved.byteLength / 1e6).toFixed(0);
  console.log(
    `  snapshot of ${megabytes} MB: saved in ${saving.toFixed(0)} ms, loaded in ${loading.toFixed(0)} ms`,
  );
}

function changes(engine: Engine, make: (below: number) => number, share: number, size: number): void {
  const texts = Array.from({ length: 5000 }, () => makeQuery(make, names, share));
  let from = cpu();
  texts.forEach((text, index) => {
    engine.add(size + index, parse(text).ast);
  });
  const add = ((cpu() - from) / texts.length) * 1000;
  from = cpu();
  texts.forEach((_, index) => {
    engine.remove(size + index);
  });
  const remove = ((cpu() - from) / texts.length) * 1000;
  const doc = docs[0] as Doc;
  const ids = engine.match(doc);
  from = cpu();
  for (let round = 0; round < 20; round++) for (const id of ids) engine.explain(id, doc);
  const explain = ((cpu() - from) / (20 * Math.max(1, ids.length))) * 1000;
  console.log(
    `  add with parsing ${add.toFixed(1)} us, remove ${remove.toFixed(2)} us, explain ${explain.toFixed(2)} us a match`,
  );
}

/** One RegExp a name, the query's own logic around them: what a simple service would do. */
function regexps(ast: Node): (text: string) => boolean {
  switch (ast.type) {
    case 'and':
    case 'or': {
      const parts = ast.children.map(regexps);
      return ast.type === 'and'
        ? (text) => parts.every((part) => part(text))
        : (text) => parts.some((part) => part(text));
    }
    case 'not': {
      const part = regexps(ast.child);
      return (text) => !part(text);
    }
    case 'near': {
      const [a, b] = [source(ast.left), source(ast.right)];
      const gap = `[^a-z0-9]+(?:[a-z0-9]+[^a-z0-9]+){0,${ast.distance}}`;
      const either = new RegExp(`\\b(?:${a}${gap}${b}|${b}${gap}${a})\\b`);
      return (text) => either.test(text);
    }
    default: {
      const words = new RegExp(`\\b${source(ast)}\\b`);
      return (text) => words.test(text);
    }
  }
}

function source(node: Node): string {
  if (node.type !== 'word' && node.type !== 'phrase') throw new Error('only words and phrases have a source');
  return node.terms.map((term) => term.text.replace('*', '[a-z0-9]*')).join('[^a-z0-9]+');
}

function againstRegExps(): void {
  const make = seeded(11);
  const asts = Array.from({ length: 1000 }, () => parse(makeQuery(make, names, 100)).ast);
  const tests = asts.map(regexps);
  const plain = docs.map((doc) =>
    `${doc.title}\n\n${doc.body}`
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase(),
  );
  const engine = createEngine();
  asts.forEach((ast, id) => {
    engine.add(id, ast);
  });
  let matches = 0;
  const from = cpu();
  for (const text of plain) for (const test of tests) if (test(text)) matches++;
  const each = (cpu() - from) / docs.length;
  const own = measure(engine, 5);
  console.log(
    `1000 queries as RegExps${show(each)} ms${show(matches / docs.length, 1)} matches; the engine takes ${(each / own.cpu).toFixed(0)} times less`,
  );
}

againstRegExps();
// shares of names that occur in news: about 0.3 % and 0.05 % of the queries match each article
curve('broad', 8);
curve('niche', 1);
