/**
 * A query language for news, and an engine that asks a million standing queries of each article.
 *
 * ```ts
 * import { createEngine, parse } from './query.ts';
 *
 * const engine = createEngine();
 * engine.add(1, parse('(tesla OR "general motors") NEAR/5 recall NOT source:Rumours').ast);
 * const article = { title: 'Tesla orders a recall', body: 'General Motors follows.', source: 'Reuters' };
 * engine.match(article); // [1]
 * engine.explain(1, article).spans; // [{ field: 'title', start: 0, end: 5 }, { field: 'title', start: 15, end: 21 }]
 * ```
 *
 * This folder imports nothing of the project around it, and no package.
 *
 * ## The language
 *
 * NEAR binds tighter than NOT, NOT tighter than AND (or a plain space), AND tighter than OR. Operators are written in
 * capitals; in lower case or quotation marks they are words.
 *
 * | write | to find |
 * | --- | --- |
 * | `apple` | the word, whatever its case, width or accents; never a part of a word |
 * | `"climate change"` | words side by side; `"climate change"~3` in any order with up to 3 other words inside |
 * | `a OR b c`, `a NOT b`, `a -b` | a, or b with c; a without b |
 * | `merger NEAR/5 bank` | at most 5 words between, either order (what others call near6 is NEAR/5); `ONEAR` in this order |
 * | `a NEAR/S b`, `a NEAR/P b` | in one sentence, in one paragraph |
 * | `terror*`, `wom?n`, `*gate` | any ending, exactly one character, any beginning; 3 letters must be given |
 * | `=Apple`, `="Apple Pay"` | in this spelling: case and accents count |
 * | `title:`, `body:` | the next item only there: `title:(a NEAR/3 b)` |
 * | `source:"The Guardian"`, `author:`, `country:`, `entity:` | whole values; several: `source:(Reuters OR AFP)` |
 * | `about:"Jane Roe"` | the entity is what the article is mainly about, not only mentioned in it |
 * | `domain:bbc.co.uk`, `lang:en`, `topic:04` | the value and what lies below it: subdomains, regions, narrower topics |
 * | `length>800`, `score>=0.5`, `published>=2026-01-31` | what the article states; an absent value is never true |
 * | `ATLEAST/3 tesla` | three places or more, title and body together |
 * | `FIRST/50 tesla` | among the first 50 words of the title or the body |
 * | `SCORE>=30 (climate^10 flood*^20 football^-50)` | weights of what is present, added up |
 * | `@cars` | the saved list of that name, when the caller of `parse` gives lists |
 * | `\AND`, `foo\:bar`, `"say \"x\""` | `\` makes the next character ordinary |
 *
 * Every mistake is a `QueryError` with a code, a sentence, a hint and its place in the text; what is legal but
 * doubtful comes back as warnings. A query must need something positive: `NOT a` alone is refused, so no query makes
 * every article expensive. The bounds are in `limits.ts`.
 *
 * Worth knowing: `서울` does not find `서울에서` (write `서울*`); `京都` stands inside `東京都`, for Han and Kana are
 * matched by character; `US` is not `U.S.` (write `US OR U.S.`); `C++` is the word *c*; an abbreviation such as `Mr.`
 * ends a sentence; Müller is `muller`, not `mueller`.
 *
 * ## The engine
 *
 * `parse` → `engine.add(id, ast)`; `engine.match(doc)` gives ids; `engine.spans(id, doc)` says where and
 * `engine.explain(id, doc)` why, cheapest right after `match` and in its order. Cost follows the number of matches, not
 * of queries. After the first thousand articles, and whenever `engine.waste()` passes 0.3, call `engine.compact(1000)`
 * between articles until it returns true: it puts together in memory what is asked together. `engine.save(revision)`
 * and `loadEngine(bytes)` are a copy of memory. `engine.unevaluated()` names the queries that ran out of their step
 * budget on the last article: not "no match".
 *
 * One engine serves one thread and keeps one article's state at a time. For several threads `engine.share(revision)`
 * gives the bytes in a SharedArrayBuffer: each thread calls `loadEngine` on them, reads them where they are and never
 * writes them. What a thread adds lies in a small engine of its own beside them, what it removes is hidden; `compact`
 * brings both together in private memory, so let one thread do that and share anew.
 *
 * It is written in integers: the design is told in `engine/program.ts` (what a query becomes), `engine/plan.ts` (by
 * what it is looked up), `engine/scan.ts` (how an article is read) and `engine/match.ts`.
 *
 * Measured by `npm run bench match` with news of 455 words on two cores that others used too (a quiet machine takes
 * about two thirds); "broad" queries name what is often in the news, "niche" ones mostly what is not:
 *
 * | queries | CPU ms an article | matches an article | memory |
 * | --- | --- | --- | --- |
 * | 1,000 broad | 0.05-0.08 | 3.4 | 2 MB |
 * | 10,000 broad | 0.10-0.13 | 32 | 6 MB |
 * | 100,000 broad | 0.20-0.25 | 321 | 39 MB |
 * | 1,000,000 broad; compacted | 2.5; 0.44 | 3341 | 316; 291 MB |
 * | 1,000,000 niche; compacted | 0.41; 0.23 | 411 | 333; 296 MB |
 *
 * A thousand times the queries cost 10 times as much (compacted). One RegExp a query would cost 2,800 times as much at
 * 100,000. To add one takes 25-30 us with parsing, to remove one 0.5 us, the spans of a match 0.8 us, with the truth of
 * every leaf 2.0-2.6 us; a million queries are compacted in 8 s, saved in 0.2 s and loaded in 0.02 s. An article of
 * 10 MB takes 0.29 s and a query of 2,000 words 6 ms, both in proportion to their length.
 *
 * ## How it is known to be right
 *
 * `evaluate` and `spans` are a slow reference that shares only `parse` and `fold` with the engine. The property test
 * compares them on random queries, articles, changes, compactions and snapshots; `tests/bench/query-soak.ts` does so
 * for as long as you like, and asks the parser of damaged and random text (ten million of them: no crash, every mistake
 * with its place).
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
