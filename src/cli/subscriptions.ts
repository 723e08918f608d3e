// `presswatch subscriptions …`: who wants to know what.
import type { Command } from 'commander';
import { recentDeliveries } from '../store/deliveries.ts';
import { listSubscriptions, removeSubscription, type SubscriptionRow } from '../store/subscriptions.ts';
import { forceOf } from '../store/workers.ts';
import { addExamples } from './examples.ts';
import { mustFind } from './find-subscription.ts';
import { withHouse } from './house-command.ts';
import { forceForJson, forceSentence } from './in-force.ts';
import { when } from './output.ts';
import { addPreview } from './preview.ts';
import { table } from './table.ts';

export function addSubscriptions(program: Command): void {
  const subscriptions = program.command('subscriptions').description('the standing queries in force');
  subscriptions
    .command('list')
    .description('all subscriptions')
    .addHelpText('after', '\nExample:\n  presswatch subscriptions list --json\n')
    .action((_options, command: Command) =>
      withHouse(command, async (house, output) => {
        const rows = await listSubscriptions(house.store);
        output.result(rows.map(withoutSecrets), () => {
          if (rows.length === 0)
            return output.say('No subscriptions. "presswatch subscribe QUERY" makes one.');
          const cells = rows.map((row) => [
            row.id,
            row.subscriber,
            row.name.slice(0, 40),
            row.channel,
            row.query.slice(0, 80),
          ]);
          output.say(table(['ID', 'SUBSCRIBER', 'NAME', 'CHANNEL', 'QUERY'], cells));
        });
      }),
    );
  addPreview(subscriptions);
  addExamples(subscriptions);
  subscriptions
    .command('show <id-or-name>')
    .description('one subscription with its latest deliveries')
    .addHelpText('after', '\nExample:\n  presswatch subscriptions show 3\n')
    .action((which: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const row = await mustFind(house, which);
        const deliveries = await recentDeliveries(house.store, row.id, 20);
        const force = await forceOf(house.store, row.id);
        output.result({ ...withoutSecrets(row), inForce: forceForJson(force), deliveries }, () => {
          output.say(`${row.id}  ${row.name} (${row.subscriber}), version ${row.version}`);
          output.say(`Query    ${row.query}`);
          for (const [name, { version, query }] of Object.entries(row.uses))
            output.say(`  @${name}  version ${version}: ${query}`);
          output.say(`State    ${forceSentence(force)}`);
          output.say(`Channel  ${row.channel}: ${row.target}`);
          output.say(deliveries.length === 0 ? 'Nothing was delivered yet.' : '');
          const cells = deliveries.map((one) => [
            when(one.created_at),
            one.state,
            one.attempts,
            one.reason,
            one.title,
          ]);
          if (cells.length > 0) output.say(table(['PROMISED', 'STATE', 'TRIES', 'REASON', 'ARTICLE'], cells));
        });
      }),
    );
  subscriptions
    .command('remove <id-or-name>')
    .description('take a subscription out of force; alerts that wait are cancelled')
    .addHelpText('after', '\nExample:\n  presswatch subscriptions remove 3\n')
    .action((which: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const row = await mustFind(house, which);
        await house.store.tx((sql) => removeSubscription(sql, row.id));
        output.result({ removed: row.id }, () =>
          output.say(`Subscription ${row.id} "${row.name}" is out of force.`),
        );
      }),
    );
}

const withoutSecrets = ({ secrets: _, ...row }: SubscriptionRow) => row;
