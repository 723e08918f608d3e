// JSON lines from standard input to standard output: same order, `id` kept, and a bad line is an answer, not an end.
import process from 'node:process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json } | object;

const idSchema = z.looseObject({ id: z.union([z.string(), z.number()]) });

/**
 * Answers each line that `schema` accepts by `work`; any other gets `{id, error: {code, message}}`. An exception in
 * `work` is answered likewise, so that one line never takes the others down.
 * @param atOnce lines worked on at a time; the answers keep the order of the lines
 */
export async function answerLines<Input>(
  schema: z.ZodType<Input>,
  work: (input: Input) => Json | Promise<Json>,
  atOnce = 1,
): Promise<void> {
  if (process.stdin.isTTY) process.stderr.write('Reading JSON lines; end with Ctrl-D.\n');
  const waiting: Promise<Json>[] = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    waiting.push(answer(line, schema, work));
    if (waiting.length >= atOnce) await print(waiting.shift());
  }
  for (const next of waiting) await print(next);
}

async function answer<Input>(
  line: string,
  schema: z.ZodType<Input>,
  work: (input: Input) => Json | Promise<Json>,
): Promise<Json> {
  let id: string | number | null = null;
  try {
    const data = readJson(line);
    id = idSchema.safeParse(data).data?.id ?? null;
    const input = schema.safeParse(data);
    if (!input.success) return { id, error: { code: 'E_INPUT', message: z.prettifyError(input.error) } };
    return await work(input.data);
  } catch (error) {
    return {
      id,
      error: { code: codeOf(error), message: error instanceof Error ? error.message : String(error) },
    };
  }
}

/** The line is no JSON. */
class BadJson extends Error {}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BadJson(error instanceof Error ? error.message : String(error));
  }
}

function codeOf(error: unknown): string {
  if (error instanceof BadJson) return 'E_JSON';
  return error instanceof Error && 'syscall' in error ? 'E_FILE' : 'E_FAILED';
}

async function print(answer: Promise<Json> | undefined): Promise<void> {
  const line = `${JSON.stringify(await answer)}\n`;
  if (!process.stdout.write(line)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
