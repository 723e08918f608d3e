// The program: global options, and how errors become sentences and exit codes.
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { BadConfiguration } from '../config/load.ts';
import { stopwatch } from '../lib/clock.ts';
import { redact } from '../lib/log.ts';
import { EmbeddedUnavailable } from '../store/embedded/start.ts';
import { CommandFailed, createOutput, EXIT, harmless, type Output } from './output.ts';
import { VERSION } from './version.ts';

export function createProgram(): Command {
  return new Command('presswatch')
    .description(
      'Watches news feeds, reads every article, and tells subscribers the moment something they asked for is published.',
    )
    .option('--json', 'print results as JSON')
    .option('--config <file>', 'settings file (default: config/presswatch.yaml)')
    .hook('preAction', (program) => {
      const { config } = program.opts<{ config?: string }>();
      if (config !== undefined) process.env.PRESSWATCH_CONFIG = config;
    })
    .version(VERSION, '--version', 'print the version')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride();
}

/** The output that the global options ask for. `--json` may stand before or behind the command. */
export function outputOf(command: Command): Output {
  return createOutput(command.optsWithGlobals<{ json?: boolean }>().json === true, stopwatch());
}

/** Runs the program; the exit code is set, never thrown. */
export async function run(program: Command, argv: readonly string[]): Promise<void> {
  // a reader that has seen enough (head) is no error
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.good : EXIT.failed),
  );
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.good : EXIT.usage;
  const [message, code] = explain(error);
  process.stderr.write(`${harmless(redact(message), false)}\n`);
  return code;
}

function explain(error: unknown): [string, number] {
  if (error instanceof CommandFailed) return [error.message, error.exitCode];
  if (error instanceof BadConfiguration) return [error.message, EXIT.badConfiguration];
  if (error instanceof EmbeddedUnavailable) return [error.message, EXIT.failed];
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return explain(error.errors[0]);
  if (!(error instanceof Error)) return [String(error), EXIT.failed];
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000') {
    return [
      `The store or the queue can't be reached: ${error.message}. Check DATABASE_URL and REDIS_URL, or run "presswatch doctor".`,
      EXIT.failed,
    ];
  }
  if (code === 'EADDRINUSE') {
    return [
      'The address of the API is taken: stop the other program, or set api.port (PRESSWATCH_API_PORT).',
      EXIT.failed,
    ];
  }
  if (code === 'EPIPE') return ['', EXIT.good];
  return [error.stack ?? error.message, EXIT.failed];
}
