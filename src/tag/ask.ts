// Many queries asked of one text at once: guards of aliases, terms of topic rules.
// The only place in `tag` that knows how queries are evaluated.
import type { Node } from '../query/ast.ts';
import type { Doc, Span } from '../query/doc.ts';
import { createEngine } from '../query/engine.ts';

/** Answers about one text, by number of the query. */
export type Answers = {
  /** numbers of the queries that are true */
  true: ReadonlySet<number>;
  /** where the true parts of a true query stand */
  spans(query: number): Span[];
};

export type Questions = { ask(doc: Doc): Answers };

export function createQuestions(queries: readonly Node[]): Questions {
  const engine = createEngine();
  queries.forEach((query, number) => {
    engine.add(number, query);
  });
  return {
    ask(doc) {
      const matches = new Set(engine.match(doc));
      return { true: matches, spans: (query) => engine.spans(query, doc) };
    },
  };
}
