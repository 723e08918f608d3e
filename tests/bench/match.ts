// The cost of asking N standing queries of each article, against its bars: node --expose-gc tests/bench/match.ts [largest N]
// CPU of one thread, median of several rounds; figures that are compared come from rounds in turn. About five minutes.
// Other work on the machine raises all times alike, so read the ratios first; bars in ms are for 400 words.
import { createEngine, type Doc, type Engine, loadEngine, parse } from '../../src/query/query.ts';
import { makeQuery, namesIn, type Random, readArticles, seeded } from './news.ts';
import { plainText, regexps } from './regexps.ts';

const largest = Number(process.argv[2] ?? 1_000_000);
const { names: nameDocs, matched: docs, origin } = readArticles(seeded(7));
const names = namesIn(nameDocs);
const words = docs.reduce((sum, doc) => sum + doc.body.split(/\s+/).length, 0) / docs.length;

const KINDS = {
  /** shares of names that occur in news: about 0.3 % and 0.05 % of the queries match each article */
  broad: { share: 8, bars: { 1000: 0.04, 10000: 0.09, 100000: 0.25, 1000000: 1 } },
  niche: { share: 1, bars: { 1000000: 0.4 } },
} as const;
type Kind = keyof typeof KINDS;
const REGEXP_DOCS = docs.slice(0, 40);
const REGEXP_QUERIES = 10_000;

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const timed = (work: () => void): number => {
  const from = cpu();
  work();
  return cpu() - from;
};
const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const heap = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const count = (value: number): string => value.toLocaleString('en');
const verdict = (value: number, bar: number): string => (value <= bar ? 'ok' : 'MISSED');

function ratio(label: string, value: number, bar: number, unit: string, detail = ''): void {
  const shown = `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`;
  console.log(`  ${label.padEnd(46)}${shown.padStart(12)}   bar ${bar}: ${verdict(value, bar)}  ${detail}`);
}

const texts = (make: Random, kind: Kind, many: number): string[] =>
  // flat strings, as they come from a database
  Array.from({ length: many }, () => Buffer.from(makeQuery(make, names, KINDS[kind].share)).toString());

function addAll(engine: Engine, queries: readonly string[], firstId: number): void {
  queries.forEach((text, index) => {
    engine.add(firstId + index, parse(text).ast);
  });
}

/** CPU ms an article of each, rounds in turn. */
function inTurn(works: ((doc: Doc) => void)[], rounds: number, over: readonly Doc[] = docs): number[] {
  const times = works.map((): number[] => []);
  for (const work of works) for (const doc of over) work(doc);
  for (let round = 0; round < rounds; round++) {
    works.forEach((work, index) => {
      times[index]?.push(timed(() => over.forEach(work)) / over.length);
    });
  }
  return times.map(median);
}

function report(
  label: string,
  engine: Engine,
  ms: number,
  bar: number | undefined,
  bytes: number,
  size: number,
): void {
  const sum = { matches: 0, candidates: 0, runs: 0 };
  for (const doc of docs) {
    sum.matches += engine.match(doc).length;
    sum.candidates += engine.effort().candidates;
    sum.runs += engine.effort().runs;
  }
  const [matches, candidates, runs] = [sum.matches, sum.candidates, sum.runs].map((total) =>
    (total / docs.length).toFixed(1).padStart(11),
  );
  const for400 = (ms * 400) / words;
  const judged = bar === undefined ? '' : `${bar} ${verdict(for400, bar)}`;
  const each = size >= 100_000 ? `${(bytes / size).toFixed(0)} B/query` : '';
  console.log(
    `${label.padEnd(26)}${ms.toFixed(3).padStart(9)}${for400.toFixed(3).padStart(9)}  ${judged.padEnd(12)}` +
      `${matches}${candidates}${runs}${(bytes / 1e6).toFixed(1).padStart(9)} MB  ${each}`,
  );
}

function curve(kind: Kind): void {
  const make = seeded(11);
  const before = heap();
  const engine = createEngine();
  const memory = () => heap() - before + engine.memory().bytes;
  const small = createEngine();
  addAll(small, texts(seeded(11), kind, 1000), 0);
  const bars: Record<number, number> = KINDS[kind].bars;
  let size = 0;
  let building = 0;
  for (const next of [1000, 10_000, 100_000, 1_000_000].filter((each) => each <= largest)) {
    while (size < next) {
      const batch = texts(make, kind, Math.min(50_000, next - size));
      building += timed(() => addAll(engine, batch, size));
      size += batch.length;
    }
    const [ms = 0] = inTurn([(doc) => engine.match(doc)], next > 100_000 ? 3 : 7);
    // the bar at a million is for queries that were put in order
    report(`${kind} ${count(size)}`, engine, ms, next > 100_000 ? undefined : bars[next], memory(), size);
  }
  console.log(`  built from text in ${(building / 1000).toFixed(1)} s of CPU`);
  const compacting = timed(() => {
    while (!engine.compact(20_000));
  });
  const [ordered = 0, thousand = 0] = inTurn([(doc) => engine.match(doc), (doc) => small.match(doc)], 5);
  const bytes = memory();
  report(`${kind} ${count(size)}, compacted`, engine, ordered, bars[size], bytes, size);
  console.log(`  compacted in ${(compacting / 1000).toFixed(1)} s of CPU`);
  snapshot(engine);
  ratio(`${count(size)} cost, in articles over 1,000`, ordered / thousand, 50, 'times');
  if (size >= 1_000_000) ratio('memory', bytes / size, 350, 'B/query');
  changes(engine, make, kind, size);
  explaining(engine);
}

function snapshot(engine: Engine): void {
  let bytes = new Uint8Array();
  const saving = timed(() => {
    bytes = engine.save('bench');
  });
  let loaded: Engine | undefined;
  const loading = timed(() => {
    loaded = loadEngine(bytes)?.engine;
  });
  const doc = docs[0] as Doc;
  if (loaded?.match(doc).length !== engine.match(doc).length) throw new Error('the snapshot lost queries');
  const megabytes = (bytes.byteLength / 1e6).toFixed(0);
  console.log(
    `  snapshot of ${megabytes} MB: saved in ${saving.toFixed(0)} ms, loaded in ${loading.toFixed(0)} ms`,
  );
}

function changes(engine: Engine, make: Random, kind: Kind, size: number): void {
  const batches = Array.from({ length: 9 }, () => texts(make, kind, 1000));
  const added = batches.map((batch) => timed(() => addAll(engine, batch, size)));
  const removed = batches.map((batch) => {
    addAll(engine, batch, size);
    return timed(() => {
      for (let index = 0; index < batch.length; index++) engine.remove(size + index);
    });
  });
  ratio('add one, parsing included', median(added), 25, 'us');
  ratio('remove one', median(removed), 5, 'us');
}

/** Every match explained right after matching, as it is done for those that are delivered. */
function explaining(engine: Engine): void {
  const over = docs.slice(0, 100);
  const cost = (ask: (id: number, doc: Doc) => void): number => {
    let matches = 0;
    let spent = 0;
    for (const doc of over) {
      const ids = engine.match(doc);
      matches += ids.length;
      spent += timed(() => {
        for (const id of ids) ask(id, doc);
      });
    }
    return (spent / matches) * 1000;
  };
  const rounds = Array.from({ length: 5 }, () => [cost(engine.spans), cost(engine.explain)]);
  const [spans = 0, both = 0] = [0, 1].map((index) => median(rounds.map((round) => round[index] ?? 0)));
  ratio('explain: spans of a match', spans, 1, 'us', `with the truth of every leaf ${both.toFixed(2)} us`);
}

function againstRegExps(): void {
  const make = seeded(11);
  const batch = texts(make, 'broad', 100_000);
  const engine = createEngine();
  addAll(engine, batch, 0);
  const tests = batch.slice(0, REGEXP_QUERIES).map((text) => regexps(parse(text).ast));
  const plain = new Map(REGEXP_DOCS.map((doc) => [doc, plainText(doc)]));
  const one = (doc: Doc) => {
    const text = plain.get(doc) ?? '';
    let matches = 0;
    for (const test of tests) if (test(text)) matches++;
    return matches;
  };
  const [scaled = 0, own = 0] = inTurn([one, (doc) => engine.match(doc)], 3, REGEXP_DOCS).map((ms, index) =>
    index === 0 ? (ms * batch.length) / REGEXP_QUERIES : ms,
  );
  const detail = `RegExps ${scaled.toFixed(0)} ms (${count(REGEXP_QUERIES)} measured), engine ${own.toFixed(3)} ms`;
  console.log(
    `  one RegExp a query, at ${count(batch.length)}: ${(scaled / own).toFixed(0)} times the engine's cost   bar 80: ` +
      `${verdict(80, scaled / own)}  ${detail}`,
  );
}

/** The largest article and the longest query: twice the text may cost 2.3 times the time. */
function extremes(): void {
  const engine = createEngine();
  addAll(engine, texts(seeded(11), 'broad', 10_000), 0);
  const news = docs.map((doc) => doc.body).join('\n\n');
  const articles = [5, 10].map((mb) => ({
    title: '',
    body: Buffer.from(news.repeat(Math.ceil((mb * 1e6) / news.length)).slice(0, mb * 1e6)).toString(),
  }));
  const [half = 0, whole = 0] = articles.map((doc) => inTurn([() => engine.match(doc)], 5, [doc])[0] ?? 0);
  if (engine.unevaluated().length > 0) throw new Error('queries ran out of steps');
  ratio(
    'an article of 10 MB',
    whole,
    100,
    'ms',
    `10,000 queries; ${(whole / half).toFixed(1)} times that of 5 MB`,
  );
  const doc = docs[0] as Doc;
  const query = (many: number) =>
    Array.from({ length: many }, (_, n) => `w${n % 7 === 0 ? 'x' : n}y`).join(' OR ');
  const [short = 0, long = 0] = [1000, 2000].map((many) => {
    const text = query(many);
    const fresh = Array.from({ length: 11 }, () =>
      timed(() => {
        const one = createEngine();
        one.add(1, parse(text).ast);
        one.match(doc);
        one.explain(1, doc);
      }),
    );
    return median(fresh);
  });
  ratio(
    'a query of 2,000 words, all it takes',
    long,
    100,
    'ms',
    `${(long / short).toFixed(1)} times that of 1,000`,
  );
}

console.log(
  `${origin}: ${docs.length} articles of ${words.toFixed(0)} words, ${count(names.length)} names\n`,
);
console.log(
  `${'queries'.padEnd(26)}${'ms'.padStart(9)}${'for 400'.padStart(9)}  ${'bar'.padEnd(12)}` +
    `${'matches'.padStart(11)}${'touched'.padStart(11)}${'run'.padStart(11)}${'memory'.padStart(12)}`,
);
curve('broad');
curve('niche');
console.log();
if (largest >= 100_000) againstRegExps();
extremes();
