// The program `presswatch`.
import process from 'node:process';
import { addCommands } from './commands.ts';
import { createProgram, run } from './program.ts';

// when the launcher is killed outright nobody could end this process any more: it stops as if asked to
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

const program = createProgram();
addCommands(program);
await run(program, process.argv);
