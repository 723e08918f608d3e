// What commands print: for people on a terminal, or one JSON value with --json. Results on stdout, progress on stderr.
import process from 'node:process';
import { snakeKeys } from './json-keys.ts';
import { clipped } from './wrap.ts';

/** 0 good, 1 failed, 2 usage, 78 bad configuration (sysexits' EX_CONFIG) */
export const EXIT = { good: 0, failed: 1, usage: 2, badConfiguration: 78 } as const;

/** Ends a command with a sentence for the user and no stack. */
export class CommandFailed extends Error {
  override name = 'CommandFailed';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

export type Output = {
  json: boolean;
  /** One line for people; silent with --json. */
  say(line?: string): void;
  /** The result: printed as JSON with --json, its keys in snake_case, else by `forPeople`. */
  result(value: unknown, forPeople: () => void): void;
  /** A passing line about work under way, on stderr; overwritten on a terminal. */
  progress(line: string): void;
  /** Ends the passing line. */
  progressDone(): void;
};

const CLEAR_LINE = '\r\u001b[2K';
/** logs of a piped stderr get a progress line this often at most */
const PLAIN_EVERY_MS = 2000;

export function createOutput(json: boolean, elapsed: () => number): Output {
  const terminal = process.stderr.isTTY === true;
  const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  let shown = false;
  let lastPlain = 0;
  return {
    json,
    say: (line = '') => {
      if (!json) process.stdout.write(`${harmless(line, colours)}\n`);
    },
    result: (value, forPeople) => {
      if (json) process.stdout.write(`${harmlessJson(snakeKeys(value))}\n`);
      else forPeople();
    },
    progress: (line) => {
      if (terminal) {
        process.stderr.write(`${CLEAR_LINE}${passing(line, process.stderr.columns)}`);
        shown = true;
      } else if (elapsed() - lastPlain >= PLAIN_EVERY_MS) {
        lastPlain = elapsed();
        process.stderr.write(`${plain(line)}\n`);
      }
    },
    progressDone: () => {
      if (shown) process.stderr.write(CLEAR_LINE);
      shown = false;
    },
  };
}

/** What strangers wrote, for a terminal: without characters that steer it, or turn the direction of a line around. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_C}]/gu, '');

/** A passing line as it fits a terminal: clearing it reaches one row only, so what wraps would stay. */
export const passing = (line: string, columns: number | undefined): string =>
  clipped(plain(line), (columns || 80) - 1);

/** colours of our own; all else that steers a terminal, and the overrides that turn a line's direction around */
const STEERING = /(\u001b\[(?:0|3[1-6])m)|[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Whatever is printed, as a terminal may have it: titles, texts and addresses come from strangers. */
export const harmless = (text: string, colours: boolean): string =>
  text.replace(STEERING, (found, ours: string | undefined) =>
    (colours && ours !== undefined) || found === '\n' || found === '\t' ? found : '',
  );

/** `value` as one line of JSON whose steering characters, which JSON may hold as they are, are escaped. */
export const harmlessJson = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null').replace(
    /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** "3 feeds", "1 feed". */
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : /(?:ch|sh|s|x)$/.test(noun) ? `${noun}es` : `${noun}s`}`;

/** A time for people, in UTC to the minute. */
export const when = (date: Date | null): string | null =>
  date === null ? null : `${date.toISOString().slice(0, 16).replace('T', ' ')}Z`;

/** A length of time for people: seconds, minutes, hours or days, whichever reads best. */
export function roughly(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return seconds < 36 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}
