// `presswatch topics …`: the subjects and their rules. Each command loads what it needs when it runs.
import type { Command } from 'commander';
import { LABELS_OPTION } from './labels-option.ts';
import type { CountOptions } from './topics/counts.ts';
import type { ImportOptions } from './topics/import.ts';
import type { SearchOptions } from './topics/search.ts';
import type { TreeOptions } from './topics/tree.ts';

const WHICH = '\nA topic is named by its code, its IRI, or its label in any of 13 locales.\n';

export function addTopics(program: Command): void {
  const topics = program
    .command('topics')
    .description(
      'topics: the tree, search by label, what is known of one, counts over time, proofs of the rules, newer versions',
    );
  topics
    .command('tree [topic]')
    .description('the top topics, or all that lies below one')
    .option('--depth <n>', 'how many levels (default: 1 of the whole tree, all below a topic)')
    .option(...LABELS_OPTION)
    .addHelpText('after', `${WHICH}\nExample:\n  presswatch topics tree 16000000 --depth 2 --labels de\n`)
    .action(async (topic: string | undefined, options: TreeOptions, command: Command) =>
      (await import('./topics/tree.ts')).showTree(topic, options, command),
    );
  topics
    .command('search <label>')
    .description(
      'topics that are called like this, in 13 locales, also retired ones; or whose code begins so',
    )
    .option('--lang <locale>', 'search only labels of this locale, such as de or pt-BR')
    .option(...LABELS_OPTION)
    .option('--limit <n>', 'how many at most', '20')
    .addHelpText('after', '\nExample:\n  presswatch topics search Wahl --lang de\n')
    .action(async (label: string, options: SearchOptions, command: Command) =>
      (await import('./topics/search.ts')).searchTopics(label, options, command),
    );
  topics
    .command('show <topic>')
    .description('one topic: its labels, its place, its rules, whether the model knows it')
    .option(...LABELS_OPTION)
    .addHelpText('after', `${WHICH}\nExample:\n  presswatch topics show 20000103\n`)
    .action(async (topic: string, options: { labels?: string }, command: Command) =>
      (await import('./topics/show.ts')).showTopic(topic, options, command),
    );
  topics
    .command('counts [topic]')
    .description(
      'how many articles have each topic, narrower topics included; or one topic and those below it',
    )
    .option('--since <time>', 'first seen since: a day, a time, or a span such as 7d', '7d')
    .option('--by <unit>', 'day: a count for each day')
    .option(...LABELS_OPTION)
    .option('--limit <n>', 'how many topics at most', '30')
    .addHelpText('after', `${WHICH}\nExample:\n  presswatch topics counts politics --since 14d --by day\n`)
    .action(async (topic: string | undefined, options: CountOptions, command: Command) =>
      (await import('./topics/counts.ts')).countTopics(topic, options, command),
    );
  topics
    .command('check')
    .description('run the proofs of all topic rules: texts on which each must and must not fire')
    .addHelpText(
      'after',
      '\nExit code 1 when one fails, 78 when a file is wrong.\n\nExample:\n  presswatch topics check\n',
    )
    .action(async (_options, command: Command) => (await import('./topics/check.ts')).checkTopics(command));
  topics
    .command('import <file-or-folder>')
    .description(
      "take over a newer version of IPTC's Media Topics, as JSON; tells what is new, moved and retired",
    )
    .option('--dry-run', 'only tell what would change')
    .option('--force', 'also a version that is older than the one here')
    .addHelpText(
      'after',
      '\nReads cptall-….json as IPTC publishes it. Retired codes, and labels in other locales, stay known.\n' +
        '\nExample:\n  presswatch topics import cptall-en-GB.json --dry-run\n',
    )
    .action(async (path: string, options: ImportOptions, command: Command) =>
      (await import('./topics/import.ts')).importTopics(path, options, command),
    );
}
