// The query engine against its reference, and the parser against any text, for as long as you like.
//   node tests/bench/query-soak.ts pairs [articles] [seed]    each article meets 60 standing queries that come and go,
//     through compactions and snapshots; ids and spans are compared (a million pairs take some minutes)
//   node tests/bench/query-soak.ts parser [inputs] [seed]     a query, or an error or warning with a place inside it
// Both tell how far they are. Inputs come in blocks of 100,000, one seed each: to go on, give the next seed.
import { createEngine, evaluate, type Node, parse, print, QueryError, spans } from '../../src/query/query.ts';
import { article, mess, type Pick, query, reopened } from '../unit/query/random-query.ts';

const [mode = 'pairs', count, first = '1'] = process.argv.slice(2);
const BLOCK = 100_000;

/** mulberry32: the run can be repeated from its seed */
function picking(seed: number): Pick {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function bounded(pick: Pick): { text: string; ast: Node } {
  for (;;) {
    const text = query(pick, 2);
    try {
      return { text, ast: parse(text).ast };
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
    }
  }
}

function soakEngine(articles: number, seed: number): void {
  const pick = picking(seed);
  let engine = createEngine();
  const standing = new Map<number, { text: string; ast: Node }>();
  let checks = 0;
  let matches = 0;
  for (let round = 0; round < articles; round++) {
    for (let change = 0; change < 6; change++) {
      const id = pick(60);
      if (pick(3) === 0) {
        engine.remove(id);
        standing.delete(id);
      } else {
        const made = bounded(pick);
        engine.add(id, made.ast);
        standing.set(id, made);
      }
    }
    if (pick(3) === 0) engine.compact(1 + pick(40));
    if (pick(50) === 0) engine = reopened(pick, engine);
    const doc = article(pick);
    const told = engine.match(doc);
    const found = new Set(told);
    // mostly as they were told, which is the short way to their spans, and then those that were not
    if (pick(3) === 0) told.reverse();
    for (const id of new Set([...told, ...standing.keys()])) {
      const { text, ast } = standing.get(id) ?? gone(id);
      checks++;
      const wanted = evaluate(ast, doc);
      if (wanted) matches++;
      const shown = JSON.stringify(engine.spans(id, doc));
      const expected = JSON.stringify(spans(ast, doc));
      if (found.has(id) !== wanted || shown !== expected) {
        console.log(JSON.stringify({ text, doc, wanted, found: found.has(id), shown, expected }, null, 1));
        process.exit(1);
      }
    }
    if ((round + 1) % 5000 === 0) console.log(`${round + 1} articles, ${checks} pairs`);
  }
  console.log(`${articles} articles, ${checks} pairs, ${matches} matches: engine and reference agree`);
}

function gone(id: number): never {
  throw new Error(`query ${id} was removed, and matched`);
}

function soakParser(inputs: number, firstSeed: number): void {
  // the trace of an error costs more than parsing
  Error.stackTraceLimit = 0;
  const outcomes = new Map<string, number>();
  const tally = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
  let slowest = { ms: 0, text: '' };
  let seed = firstSeed;
  for (let done = 0; done < inputs; done += BLOCK, seed++) {
    const pick = picking(seed);
    for (let index = Math.min(BLOCK, inputs - done); index > 0; index--) {
      const text = mess(pick);
      const from = performance.now();
      const problem = judged(text, pick(16) === 0, tally);
      const ms = performance.now() - from;
      if (ms > slowest.ms) slowest = { ms, text };
      if (problem !== null) {
        console.log(JSON.stringify({ seed, problem, text }, null, 1));
        process.exit(1);
      }
    }
    if ((done / BLOCK) % 10 === 9) console.log(`${done + BLOCK} inputs, the next seed is ${seed + 1}`);
  }
  console.log(`${inputs} inputs from seed ${firstSeed}: no crash, every error and warning has its place`);
  console.log([...outcomes].map(([what, times]) => `${what} ${times}`).join(', '));
  // a pause of the machine is no property of the text
  const from = performance.now();
  judged(slowest.text, true, tally);
  const again = (performance.now() - from).toFixed(1);
  console.log(
    `the slowest took ${slowest.ms.toFixed(1)} ms, again ${again}; ${slowest.text.length} characters`,
  );
}

/** What is wrong with what the parser makes of a text, or null. */
function judged(text: string, thoroughly: boolean, tally: (what: string) => void): string | null {
  try {
    const { ast, warnings } = parse(text);
    tally('accepted');
    for (const warning of warnings) {
      tally(warning.code);
      if (!isPlaced(warning, text)) return `a warning without a place: ${JSON.stringify(warning)}`;
    }
    if (thoroughly && bare(parse(print(ast)).ast) !== bare(ast))
      return 'printed, it is read as another query';
    return null;
  } catch (error) {
    if (!(error instanceof QueryError)) return `a crash: ${error}`;
    tally(error.code);
    return isPlaced(error, text) ? null : `an error without a place: ${JSON.stringify(error)}`;
  }
}

const isPlaced = (
  { code, message, start, end }: { code: string; message: string; start: number; end: number },
  text: string,
): boolean =>
  /^[EW]_[A-Z_]+$/.test(code) && message !== '' && start >= 0 && start <= end && end <= text.length;

const bare = (node: Node): string =>
  JSON.stringify(node, (name, value) => (name === 'start' || name === 'end' ? undefined : value));

if (mode === 'parser') soakParser(Number(count ?? 1_000_000), Number(first));
else soakEngine(Number(count ?? 20_000), Number(first));
