// `try query`: queries judged on documents by the engine that the service uses.
import { z } from 'zod';
import { compileQuery } from '../../match/compile.ts';
import { createEngine, QueryError } from '../../query/query.ts';
import { answerLines } from './lines.ts';

const values = z.union([z.string(), z.array(z.string())]).exactOptional();

const input = z.object({
  id: z.union([z.string(), z.number()]),
  query: z.string(),
  /** what `@name` stands for, by name */
  lists: z.record(z.string(), z.string()).default({}),
  doc: z.object({
    title: z.string().default(''),
    body: z.string().default(''),
    source: values,
    domain: values,
    lang: values,
    country: values,
    author: values,
    topic: values,
    entity: values,
    about: values,
    published: z.string().exactOptional(),
    length: z.number().exactOptional(),
    score: z.number().exactOptional(),
  }),
});

/** @param warnings tell what is doubtful about each query, too; that reads the vocabulary */
export async function tryQuery({ warnings = false }: { warnings?: boolean } = {}): Promise<void> {
  const warningsOf = warnings ? (await import('./query-warnings.ts')).openWarnings() : null;
  await answerLines(input, async ({ id, query, lists, doc }) => {
    try {
      const engine = createEngine();
      const saved = Object.entries(lists).map(([name, text]) => [name, { version: 1, query: text }]);
      const compiled = compileQuery(query, Object.fromEntries(saved));
      engine.add(1, compiled.ast);
      const match = engine.match(doc).includes(1);
      const answer = { id, match, spans: match ? engine.explain(1, doc).spans : [] };
      return warningsOf === null ? answer : { ...answer, warnings: await warningsOf(compiled) };
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      const { code, start, end, message, hint } = error;
      return { id, error: { code, start, end, message, ...(hint === undefined ? {} : { hint }) } };
    }
  });
}
