// `presswatch migrate`: brings the store's schema and the queue's up to date, then ends.
import type { Command } from 'commander';
import { openHouse } from './open.ts';
import { outputOf } from './program.ts';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description("bring the store's schema and the queue's up to date; safe to run twice and at once")
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… presswatch migrate\n')
    .action(async (_options, command: Command) => {
      const output = outputOf(command);
      const { connectQueue } = await import('./connect-queue.ts');
      const house = await openHouse({ logLevel: 'warn' });
      try {
        const queue = await connectQueue(house);
        await queue.close();
        output.result({ ok: true, tier: house.tier }, () => output.say('The schema is up to date.'));
      } finally {
        await house.close();
      }
    });
}
