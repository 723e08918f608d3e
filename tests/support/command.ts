// The program `presswatch` as people run it: a child process with arguments, input and environment. It ends by itself.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE } from './process.ts';

/** Starting twenty times is starting once and nineteen times a third of that, with compiled code kept in between. */
const compiled = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export type Ended = { code: number | null; out: string; err: string };

export type Call = { input?: string; env?: Record<string, string>; cwd?: string };

/** Runs one command to its end. Of our environment it sees only PATH and HOME. */
export function presswatch(args: readonly string[], call: Call = {}): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(NODE, [main, ...args], {
      cwd: call.cwd ?? '/',
      env: { PATH, HOME, NODE_COMPILE_CACHE: compiled, ...call.env },
    });
    const ended: Ended = { code: null, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ended.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ended.err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...ended, code }));
    child.stdin.on('error', () => undefined); // it may end before it has read all
    child.stdin.end(call.input ?? '');
  });
}

/** One JSON object a line. */
export const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** The answers of a batch command; throws where a line is no JSON. */
export const answersOf = <Answer = Record<string, unknown>>(out: string): Answer[] =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answer);
