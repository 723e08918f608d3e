// Properties over random queries and articles: the engine equals the reference, printing loses nothing, nothing crashes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createEngine,
  evaluate,
  type Node,
  parse,
  print,
  QueryError,
  spans,
} from '../../../src/query/query.ts';
import { article, mess, type Pick, query, reopened } from './random-query.ts';

/** Choices drawn from fast-check, so that a failure shrinks. */
const picks: fc.Arbitrary<Pick> = fc.gen().map((g) => (below: number) => g(fc.nat, { max: below - 1 }));

function tryParse(text: string): Node | null {
  try {
    return parse(text).ast;
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}

const withoutPlaces = (node: Node): unknown =>
  JSON.parse(JSON.stringify(node, (name, value) => (name === 'start' || name === 'end' ? undefined : value)));

test('the engine says what the reference says, through changes, compaction and snapshots', () => {
  let engine = createEngine();
  const standing = new Map<number, { text: string; ast: Node }>();
  fc.assert(
    fc.property(picks, (pick) => {
      for (let change = 0; change < 4; change++) {
        const id = pick(12);
        const text = query(pick, 2);
        const ast = pick(4) === 0 ? null : tryParse(text);
        if (ast) {
          engine.add(id, ast);
          standing.set(id, { text, ast });
        } else expect(engine.remove(id)).toBe(standing.delete(id));
      }
      if (pick(3) === 0) engine.compact(1 + pick(20));
      if (pick(8) === 0) engine = reopened(pick, engine);
      const doc = article(pick);
      const told = engine.match(doc);
      const found = told.toSorted((a, b) => a - b);
      const wanted = [...standing].filter(([, { ast }]) => evaluate(ast, doc)).map(([id]) => id);
      expect(found).toEqual(wanted.sort((a, b) => a - b));
      // as they were told, which is the short way, and then all
      for (const id of [...told, ...told.toReversed(), ...standing.keys()]) {
        const asked = standing.get(id);
        if (asked) expect(engine.explain(id, doc).spans, asked.text).toEqual(spans(asked.ast, doc));
      }
    }),
    { numRuns: 300 },
  );
  expect(engine.size()).toBe(standing.size);
});

test('a printed query is read back as the same tree', () => {
  fc.assert(
    fc.property(picks, (pick) => {
      const ast = tryParse(query(pick, 3));
      if (ast) expect(withoutPlaces(parse(print(ast)).ast)).toEqual(withoutPlaces(ast));
    }),
    { numRuns: 1000 },
  );
});

test('any text is a query or has an error with a place inside it, and what is accepted prints and runs', () => {
  const doc = { title: 'term a', body: 'x 東 term.' };
  fc.assert(
    fc.property(picks, (pick) => {
      const text = mess(pick);
      try {
        const { ast, warnings } = parse(text);
        for (const warning of warnings) expect(text.slice(warning.start, warning.end)).not.toBe('');
        expect(withoutPlaces(parse(print(ast)).ast)).toEqual(withoutPlaces(ast));
        const engine = createEngine();
        engine.add(1, ast);
        expect(engine.match(doc)).toEqual(evaluate(ast, doc) ? [1] : []);
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        expect(error.start).toBeGreaterThanOrEqual(0);
        expect(error.end).toBeGreaterThanOrEqual(error.start);
        expect(error.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 3000 },
  );
});
