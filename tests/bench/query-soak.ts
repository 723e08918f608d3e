// Engine against reference evaluator, for as long as you like: node tests/bench/query-soak.ts [articles] [seed]
// Each article meets 60 standing queries, some of which come and go; ids, spans and leaves are compared.
import { createEngine, evaluate, type Node, parse, QueryError, spans } from '../../src/query/query.ts';
import { article, type Pick, query, reopened } from '../unit/query/random-query.ts';

const articles = Number(process.argv[2] ?? 20_000);
let state = Number(process.argv[3] ?? 1) >>> 0;

/** mulberry32: the run can be repeated from its seed */
const pick: Pick = (below) => {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
};

function bounded(): { text: string; ast: Node } {
  for (;;) {
    const text = query(pick, 2);
    try {
      return { text, ast: parse(text).ast };
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
    }
  }
}

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
      const made = bounded();
      engine.add(id, made.ast);
      standing.set(id, made);
    }
  }
  if (pick(3) === 0) engine.compact(1 + pick(40));
  if (pick(50) === 0) engine = reopened(pick, engine);
  const doc = article(pick);
  const found = new Set(engine.match(doc));
  for (const [id, { text, ast }] of standing) {
    checks++;
    const wanted = evaluate(ast, doc);
    if (wanted) matches++;
    const shown = JSON.stringify(engine.explain(id, doc).spans);
    const expected = JSON.stringify(spans(ast, doc));
    if (found.has(id) !== wanted || shown !== expected) {
      console.log(JSON.stringify({ text, doc, wanted, found: found.has(id), shown, expected }, null, 1));
      process.exit(1);
    }
  }
}
console.log(`${articles} articles, ${checks} pairs, ${matches} matches: engine and reference agree`);
