// The program `presswatch`.
import process from 'node:process';
import { addCommands } from './commands.ts';
import { createProgram, run } from './program.ts';

const program = createProgram();
addCommands(program);
await run(program, process.argv);
