/**
 * A query language for news, and an engine that asks a million standing queries of each article.
 *
 * ```ts
 * import { createEngine, parse } from './query.ts';
 *
 * const engine = createEngine();
 * engine.add(1, parse('(tesla OR "general motors") NEAR/5 recall NOT source:Rumours').ast);
 * const article = { title: 'Tesla orders recall', body: 'General Motors follows.', source: 'Reuters' };
 * engine.match(article); // [1]
 * engine.explain(1, article); // where it stands in the article, and which parts of the query were true
 * ```
 *
 * This folder imports nothing of the project around it.
 */
export type { CmpField, CmpOp, KeyField, NearUnit, Node, Place, Term, TextField } from './ast.ts';
export { evaluate, spans } from './brute.ts';
export type { Doc, Span } from './doc.ts';
export { createEngine, type Engine, type Leaf, loadEngine } from './engine.ts';
export { type ErrorCode, QueryError, type Warning, type WarningCode } from './error.ts';
export { QUERY_LIMITS } from './limits.ts';
export { type ParseOptions, parse } from './parse.ts';
export { print } from './print.ts';
export { fold, TEXT_RULES, type Token, tokenize } from './text.ts';
