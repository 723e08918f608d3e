// `presswatch queries …`: saved queries, used as @name in others.
import type { Command } from 'commander';
import { QueryError } from '../query/query.ts';
import { type Broken, removeQuery, type SaveQuery, saveQuery, usersOf } from '../standing/save-query.ts';
import { savedQueries } from '../standing/saved.ts';
import { listSavedQueries, savedQueryVersions } from '../store/saved-queries.ts';
import { partWarnings, refusal, warningLines } from './check-query.ts';
import { withHouse } from './house-command.ts';
import { openJudging } from './open-vocabulary.ts';
import { CommandFailed, EXIT, plural, when } from './output.ts';
import { verdictForJson, verdictLines } from './print-examples.ts';
import { table } from './table.ts';

const NAME = /^@?([\p{L}\p{N}_-]{1,64})$/u;

export function addQueries(program: Command): void {
  const queries = program.command('queries').description('saved queries: what @name stands for in others');
  queries
    .command('save <name> <query>')
    .description('save a query under a name, or change it for all who use it')
    .option('--force', 'also when it breaks examples of subscriptions')
    .addHelpText(
      'after',
      `\nExample:\n  presswatch queries save carmakers '"general motors" OR tesla OR toyota'\n  presswatch subscribe '@carmakers NEAR/10 recall*' --file recalls.jsonl\n`,
    )
    .action((given: string, query: string, options: { force?: true }, command: Command) => {
      const name = nameOf(given);
      return withHouse(command, async (house, output) => {
        const judging = await openJudging(house);
        const done = await house.store
          .tx((sql) => saveQuery(sql, name, query, judging, options.force === true))
          .catch((error: unknown) => {
            throw error instanceof QueryError ? refusal(query, error) : error;
          });
        const saved = orRefused(name, done);
        const warnings = await partWarnings(query, await savedQueries(house.store), house.store, judging);
        if (saved.kind === 'unchanged') {
          return output.result({ name, version: saved.version, changed: [], warnings }, () =>
            output.say(`@${name} says that already.`),
          );
        }
        const broken = saved.broken.flatMap(({ verdicts }) => verdicts);
        const facts = { name, version: saved.version, changed: saved.changed, warnings };
        output.result({ ...facts, failing: broken.map(verdictForJson) }, () => {
          output.say(`@${name} is saved (version ${saved.version}).`);
          if (saved.changed.length > 0) {
            const users = saved.changed.map((one) => `${one.id} "${one.name}"`).join(', ');
            output.say(`Changed with it: ${plural(saved.changed.length, 'subscription')}: ${users}.`);
          }
          if (broken.length > 0) output.say(`Note: ${plural(broken.length, 'example')} failed.`);
          for (const line of warningLines(warnings)) output.say(line);
        });
      });
    });
  queries
    .command('list')
    .description('all saved queries')
    .addHelpText('after', '\nExample:\n  presswatch queries list\n')
    .action((_options, command: Command) =>
      withHouse(command, async (house, output) => {
        const rows = await listSavedQueries(house.store);
        output.result(rows, () => {
          if (rows.length === 0) return output.say('No saved queries. "presswatch queries save" makes one.');
          const cells = rows.map((row) => [`@${row.name}`, row.version, row.query.slice(0, 100)]);
          output.say(table(['NAME', 'VERSION', 'QUERY'], cells));
        });
      }),
    );
  queries
    .command('show <name>')
    .description('a saved query with its history and who uses it')
    .addHelpText('after', '\nExample:\n  presswatch queries show carmakers\n')
    .action((given: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const name = nameOf(given);
        const versions = await savedQueryVersions(house.store, name);
        const inForce = (await listSavedQueries(house.store)).find((row) => row.name === name);
        if (versions.length === 0) throw unknownName(name);
        const users = await usersOf(house.store, name);
        output.result({ name, inForce: inForce?.version ?? null, versions, users }, () => {
          output.say(inForce ? `@${name}  ${inForce.query}` : `@${name} was removed.`);
          for (const row of versions)
            output.say(`  version ${row.version}, ${when(row.created_at)}: ${row.query}`);
          const names = [
            ...users.subscriptions.map((one) => `subscription ${one.id} "${one.name}"`),
            ...users.queries.map((one) => `@${one}`),
          ];
          output.say(names.length > 0 ? `Used by ${names.join(', ')}` : 'Used by nobody.');
        });
      }),
    );
  queries
    .command('remove <name>')
    .description('remove a saved query that nobody uses')
    .addHelpText('after', '\nExample:\n  presswatch queries remove carmakers\n')
    .action((given: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const name = nameOf(given);
        const done = await house.store.tx((sql) => removeQuery(sql, name));
        if (done.kind === 'unknown') throw unknownName(name);
        if (done.kind === 'in-use') {
          const users = [
            ...done.users.subscriptions.map((one) => `subscription ${one.id} "${one.name}"`),
            ...done.users.queries.map((one) => `the saved query @${one}`),
          ];
          throw new CommandFailed(`@${name} is in use by ${users.join(', ')}. Change these first.`);
        }
        output.result({ removed: name }, () => output.say(`@${name} is removed.`));
      }),
    );
}

function nameOf(given: string): string {
  const name = NAME.exec(given)?.[1];
  if (name !== undefined) return name;
  const rule = 'a name has up to 64 letters, digits, hyphens and underscores';
  throw new CommandFailed(`"${given}" can't be a name: ${rule}.`, EXIT.usage);
}

const unknownName = (name: string) =>
  new CommandFailed(`There is no saved query @${name}. "presswatch queries list" shows all.`);

/** What was done; a refusal becomes a sentence that says why. */
function orRefused(name: string, done: SaveQuery): Extract<SaveQuery, { kind: 'saved' | 'unchanged' }> {
  switch (done.kind) {
    case 'saved':
    case 'unchanged':
      return done;
    case 'circle': {
      const path = done.path.map((one) => `@${one}`).join(' → ');
      throw new CommandFailed(`@${name} would stand for itself: ${path}. Nothing is changed.`, EXIT.usage);
    }
    case 'invalid': {
      const { message, code } = done.problem;
      throw new CommandFailed(
        `Nothing is changed: with it, ${done.who} is no query any more: ${message} (${code})`,
      );
    }
    case 'refused':
      throw new CommandFailed(brokenLines(done.broken).join('\n'));
  }
}

const brokenLines = (broken: readonly Broken[]): string[] => [
  'Nothing is changed: examples of subscriptions that use it would fail.',
  ...broken.flatMap(({ subscription, verdicts }) => [
    `Subscription ${subscription.id} "${subscription.name}":`,
    ...verdicts.flatMap(verdictLines),
  ]),
  'Correct the query, or give --force.',
];
