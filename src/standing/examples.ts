// Examples run as tests of a query: each article is tagged and judged as if it came in now, by the functions of live
// work. Sends nothing and stores nothing.
import type { AliasesOf } from '../lib/entity-values.ts';
import { toDocument } from '../match/document.ts';
import { createRoster } from '../match/roster.ts';
import type { ReceiptLeaf, UsedQueries } from '../model/model.ts';
import { matchTextOf } from '../pipeline/judge-revision.ts';
import { tagRevision } from '../pipeline/tag-article.ts';
import { loadRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { type ExampleRow, examplesOf } from '../store/examples.ts';
import type { TagBy } from '../tag/tag-by.ts';

/** How one example went. `passed` is whether the query did on it what its kind asks. */
export type Verdict = {
  example: ExampleRow;
  matched: boolean;
  passed: boolean;
  /** the parts of the query, each with its truth on this article */
  leaves: ReceiptLeaf[];
};

export type Judging = TagBy & { aliasesOf: AliasesOf };

/** Runs all examples of a subscription on a query, which need not be the one in force. @throws QueryError */
export async function runExamples(
  sql: Sql,
  subscriptionId: number,
  { query, uses }: { query: string; uses: UsedQueries },
  deps: Judging,
): Promise<Verdict[]> {
  const examples = await examplesOf(sql, subscriptionId);
  if (examples.length === 0) return [];
  const roster = createRoster();
  const [problem] = roster.apply([{ id: 1, name: '', state: 'active', version: 1, rev: 1, query, uses }]);
  if (problem) throw new Error(`a query that was compiled before can't be compiled: ${problem.problem}`);
  const verdicts: Verdict[] = [];
  for (const example of examples) {
    const revision = await loadRevision(sql, example.revision_id);
    if (revision === null) throw new Error(`example ${example.id} has lost its text`);
    const doc = toDocument(matchTextOf(revision, await tagRevision(revision, deps)), deps.aliasesOf);
    const matched = roster.match(doc).length > 0;
    const { leaves } = roster.explain(1, doc);
    verdicts.push({ example, matched, passed: matched === (example.kind === 'must'), leaves });
  }
  return verdicts;
}

export const failing = (verdicts: readonly Verdict[]): Verdict[] => verdicts.filter((one) => !one.passed);
