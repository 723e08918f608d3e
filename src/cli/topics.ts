// `presswatch topics …`: the subjects and their rules. Each command loads what it needs when it runs.
import type { Command } from 'commander';

export function addTopics(program: Command): void {
  const topics = program
    .command('topics')
    .description(
      'topics: the tree, search by label, what is known of one, counts over time, proofs of the rules',
    );
  topics
    .command('tree [code]')
    .description('the top topics, or all that lies below one')
    .option('--depth <n>', 'how many levels (default: 1 of the whole tree, all below a code)')
    .addHelpText('after', '\nExample:\n  presswatch topics tree 16000000 --depth 2\n')
    .action(async (code: string | undefined, options: { depth?: string }, command: Command) =>
      (await import('./topics/tree.ts')).showTree(code, options, command),
    );
  topics
    .command('search <label>')
    .description('topics that are called like this, in 13 locales, also retired ones')
    .option('--lang <code>', 'only labels of this locale, such as de or pt-BR')
    .option('--limit <n>', 'how many at most', '20')
    .addHelpText('after', '\nExample:\n  presswatch topics search Wahl --lang de\n')
    .action(async (label: string, options: { lang?: string; limit: string }, command: Command) =>
      (await import('./topics/search.ts')).searchTopics(label, options, command),
    );
  topics
    .command('show <code>')
    .description('one topic, by code or label: its labels, its place, its rule, whether the model knows it')
    .addHelpText('after', '\nExample:\n  presswatch topics show 20000103\n')
    .action(async (code: string, _options, command: Command) =>
      (await import('./topics/show.ts')).showTopic(code, command),
    );
  topics
    .command('counts')
    .description('how many articles have each topic, narrower topics included')
    .option('--since <time>', 'first seen since: a day, a time, or a span such as 7d', '7d')
    .option('--by <unit>', 'day: a count for each day')
    .option('--limit <n>', 'how many topics at most', '30')
    .addHelpText('after', '\nExample:\n  presswatch topics counts --since 14d --by day\n')
    .action(async (options: { since: string; by?: string; limit: string }, command: Command) =>
      (await import('./topics/counts.ts')).countTopics(options, command),
    );
  topics
    .command('check')
    .description('run the proofs of all topic rules: texts on which each must and must not fire')
    .addHelpText('after', '\nExample:\n  presswatch topics check\n')
    .action(async (_options, command: Command) => (await import('./topics/check.ts')).checkTopics(command));
}
