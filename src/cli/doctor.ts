// `presswatch doctor`: looks at everything Presswatch stands on, and says how to mend what is wrong.
import process from 'node:process';
import type { Command } from 'commander';
import { EXIT } from './output.ts';
import { outputOf } from './program.ts';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'check Node, settings, vocabulary, store, queue, disk, clock and egress rules; say how to mend each',
    )
    .addHelpText('after', '\nExample:\n  presswatch doctor\n')
    .action(async (_options, command: Command) => {
      const output = outputOf(command);
      const { examine } = await import('./doctor/examine.ts');
      const findings = await examine();
      const bad = findings.some((finding) => finding.state === 'bad');
      output.result({ ok: !bad, findings }, () => {
        const marks = { good: '✓', warning: '!', bad: '✗' };
        for (const finding of findings) {
          output.say(`${marks[finding.state]} ${finding.what.padEnd(10)} ${finding.says}`);
          if (finding.mend) output.say(`  ${' '.repeat(10)} → ${finding.mend}`);
        }
      });
      if (bad) process.exitCode = EXIT.failed;
    });
}
