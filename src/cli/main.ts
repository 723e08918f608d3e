// The program `presswatch`.
import process from 'node:process';
import { keepCompiledCode } from './compile-cache.ts';

// when the launcher is killed outright nobody could end this process any more: it stops as if asked to
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

keepCompiledCode(process.env);
// only what is loaded from here on is kept compiled
const [{ addCommands }, { createProgram, run }] = await Promise.all([
  import('./commands.ts'),
  import('./program.ts'),
]);
const program = createProgram();
addCommands(program);
await run(program, process.argv);
