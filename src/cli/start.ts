// `presswatch start`: the service, until a signal asks it to stop.
import process from 'node:process';
import type { Command } from 'commander';
import { LIMITS } from '../config/limits.ts';
import { openHouse } from './open.ts';
import { CommandFailed, EXIT } from './output.ts';
import { outputOf } from './program.ts';
import { parseRoles, ROLES } from './roles.ts';
import { untilStopped } from './until-stopped.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('run the service: poll feeds, read articles, send alerts')
    .option('--role <list>', `what this process does, of: ${ROLES.join(', ')} (default: all)`)
    .addHelpText('after', '\nExamples:\n  presswatch start\n  presswatch start --role fetch,extract\n')
    .action(async (options: { role?: string }, command: Command) => {
      const roles = parseRoles(options.role);
      if ('unknown' in roles) {
        throw new CommandFailed(
          `There is no role "${roles.unknown}". Roles are: ${ROLES.join(', ')}.`,
          EXIT.usage,
        );
      }
      const output = outputOf(command);
      const stopped = untilStopped(); // from here on: a signal during the start must not leave a server behind
      // the service loads parsers and language models, which no other command should wait for
      const { startService } = await import('./service.ts');
      const house = await openHouse();
      const service = await startService(house, roles).catch(async (error: unknown) => {
        await house.close();
        throw error;
      });
      output.result({ event: 'started', roles, tier: house.tier, api: service.apiUrl }, () => {
        output.say(
          `Presswatch runs (${roles.join(', ')}; ${house.tier}).${service.apiUrl ? ` API: ${service.apiUrl}` : ''} Ctrl-C stops it.`,
        );
      });
      await stopped;
      const hardExit = setTimeout(() => process.exit(EXIT.failed), LIMITS.shutdownMs);
      hardExit.unref();
      await service.stop();
      await house.close();
    });
}
