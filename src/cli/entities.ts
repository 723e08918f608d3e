// `presswatch entities …`: the packs and what they do. Each command loads what it needs when it runs.
import type { Command } from 'commander';

export function addEntities(program: Command): void {
  const entities = program
    .command('entities')
    .description('entity packs: find, show and check entities; say why a name is linked or not; merge two');
  entities
    .command('search <text>')
    .description('entities that have a name like this, in any spelling')
    .option('--limit <n>', 'how many at most', '20')
    .addHelpText('after', '\nExample:\n  presswatch entities search erdogan\n')
    .action(async (text: string, options: { limit: string }, command: Command) =>
      (await import('./entities/search.ts')).searchEntities(text, options, command),
    );
  entities
    .command('show <id>')
    .description('one entity: its spellings with their guards, names in other languages, what it is tied to')
    .addHelpText('after', '\nExample:\n  presswatch entities show Q2429253\n')
    .action(async (id: string, _options, command: Command) =>
      (await import('./entities/show.ts')).showEntity(id, command),
    );
  entities
    .command('check')
    .description(
      'run the proofs that packs carry, for every guarded spelling one where it counts and one where not',
    )
    .option('--pack <name>', 'of this pack only')
    .addHelpText('after', '\nExample:\n  presswatch entities check --pack countries-hand\n')
    .action(async (options: { pack?: string }, command: Command) =>
      (await import('./entities/check.ts')).checkEntities(options, command),
    );
  entities
    .command('why <name>')
    .description(
      'which spellings of packs a name is, which guards they have, and in a text whether they hold',
    )
    .option('--in <text-or-file>', 'a text, or a file with one')
    .option('--lang <code>', 'language of the text (default: found by itself)')
    .addHelpText(
      'after',
      `\nExample:\n  presswatch entities why ISIS --in 'A statue of Isis, the goddess, stood by the Thames.'\n`,
    )
    .action(async (name: string, options: { in?: string; lang?: string }, command: Command) =>
      (await import('./entities/why.ts')).whyEntity(name, options, command),
    );
  entities
    .command('merge <from> <to>')
    .description('from now on the first id is read as the second; nothing stored is rewritten')
    .requiredOption('--reason <text>', 'why they are the same, for those who come after')
    .addHelpText(
      'after',
      `\nExample:\n  presswatch entities merge local:org:0123456789abcdef pw:org:getty-images --reason 'same agency'\n`,
    )
    .action(async (from: string, to: string, options: { reason: string }, command: Command) =>
      (await import('./entities/merge.ts')).mergeEntities(from, to, options, command),
    );
  entities
    .command('unmerge <from>')
    .description('take a merge back')
    .addHelpText('after', '\nExample:\n  presswatch entities unmerge local:org:0123456789abcdef\n')
    .action(async (from: string, _options, command: Command) =>
      (await import('./entities/merge.ts')).unmergeEntity(from, command),
    );
  entities
    .command('merges')
    .description('all merges, with who made them and why')
    .addHelpText('after', '\nExample:\n  presswatch entities merges\n')
    .action(async (_options, command: Command) => (await import('./entities/merge.ts')).listMerges(command));
}
