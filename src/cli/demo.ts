// `presswatch demo`: a local newsroom, the service, eight subscriptions, and every alert as it arrives.
import process from 'node:process';
import type { Command } from 'commander';
import type { DemoOptions } from './demo/run.ts';
import { EXIT } from './output.ts';
import { outputOf } from './program.ts';

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('a local newsroom, the service and eight subscriptions: see articles become alerts')
    .option('--once', 'end when all is delivered, and print a summary')
    .option('--dir <folder>', 'keep the store and the alert files here (default: a temporary folder)')
    .addHelpText('after', '\nExample:\n  presswatch demo --once\n')
    .action(async (options: DemoOptions, command: Command) => {
      const { runDemo } = await import('./demo/run.ts');
      const good = await runDemo(options, outputOf(command));
      if (!good) process.exitCode = EXIT.failed;
    });
}
