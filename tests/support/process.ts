// A process of our own for tests: a TypeScript file run by the pinned Node, which talks in JSON lines on stdout.
// Waits on what it says, never on time. Ends only processes that it started.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const pinned = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
export const NODE = existsSync(pinned) ? pinned : process.execPath;

export type Said = Record<string, unknown>;

export type Running = {
  pid: number;
  /** the first line, already said or still to come, for which this is true */
  until(wanted: (said: Said) => boolean, what?: string): Promise<Said>;
  said: Said[];
  /** a line on its stdin */
  tell(line: string): void;
  kill(signal: NodeJS.Signals): void;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>;
};

export type Runnable = { uid?: number; gid?: number; env?: NodeJS.ProcessEnv; cwd?: string };

const WAIT_MS = 60_000;

/** Start `file` with its arguments as JSON. The caller ends it. */
export const run = (file: string | URL, args: unknown[] = [], options: Runnable = {}): Running =>
  runProgram(
    file,
    args.map((arg) => JSON.stringify(arg)),
    options,
  );

/** Start `file` with its arguments as they are. The caller ends it. */
export function runProgram(file: string | URL, args: string[], options: Runnable = {}): Running {
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  const child = spawn(NODE, [path, ...args], {
    cwd: '/',
    ...options,
    env: { PATH: process.env.PATH, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined);
  return watched(child);
}

function watched(child: ChildProcess): Running {
  const said: Said[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  createInterface({ input: child.stdout! }).on('line', (line) => {
    try {
      said.push(JSON.parse(line) as Said);
    } catch {
      said.push({ text: line });
    }
    wake();
  });
  const exited: Running['exited'] = new Promise((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal, stderr });
      wake();
    });
    child.once('error', (error) => resolve({ code: null, signal: null, stderr: String(error) }));
  });
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const until: Running['until'] = (wanted, what = 'the awaited line') =>
    new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        waiting.delete(look);
        clearTimeout(late);
        end();
      };
      const fail = (why: string) =>
        settle(() => reject(new Error(`${what}: ${why}; said ${JSON.stringify(said)}; stderr ${stderr}`)));
      const look = () => {
        const found = said.find(wanted);
        if (found) settle(() => resolve(found));
        else if (gone()) fail(`the process ended (${child.exitCode ?? child.signalCode})`);
      };
      const late = setTimeout(() => fail('waited a minute'), WAIT_MS);
      waiting.add(look);
      look();
    });
  return {
    pid: child.pid ?? 0,
    until,
    said,
    tell: (line) => void child.stdin?.write(`${line}\n`),
    kill: (signal) => void child.kill(signal),
    exited,
  };
}

/** From inside such a process: say one line. */
export const say = (line: Said): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
