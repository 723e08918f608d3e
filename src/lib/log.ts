// The log: JSON lines on stderr, one `event` a line. Never a body; secrets are blotted out of the finished
// line, so that one nested in an error's message or stack is caught as well.
import pino from 'pino';

export type Log = pino.Logger;
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

const BLOT = '[redacted]';

// Each pattern works on a line of JSON, where a quote inside a string is written \".
const SECRETS: [RegExp, string][] = [
  [/whsec_[A-Za-z0-9+/_-]+=*/g, BLOT],
  // The password of a URL: postgres://user:password@host. A password may itself hold an @.
  [/([a-z][a-z0-9+.-]*:\/\/[^\s/:@"\\]*):[^\s/"\\]+@/gi, `$1:${BLOT}@`],
  [/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{16,}/gi, `$1 ${BLOT}`],
  [
    /"((?:proxy-)?authorization|cookie|set-cookie|x-api-key|api_?key|password|passwd|secrets?|token)":\s*("(?:[^"\\]|\\.)*"|\[[^\]]*\])/gi,
    `"$1":"${BLOT}"`,
  ],
];

/** A line with every secret we can recognise blotted out. */
export function redact(line: string): string {
  return SECRETS.reduce((text, [pattern, blot]) => text.replace(pattern, blot), line);
}

/**
 * Makes the logger. Lines carry `level` by name, `time` in ISO 8601, `event` and what the call gives.
 * `write` takes the finished line, for tests; without it lines go to stderr at once, so that none is lost in a crash.
 */
export function createLog(level: LogLevel, write?: (line: string) => void): Log {
  return pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redact },
    },
    write === undefined ? pino.destination({ fd: 2, sync: true }) : { write },
  );
}
