// `presswatch subscribe`: a standing query and where its alerts go.
import { join } from 'node:path';
import type { Command } from 'commander';
import { fileParts } from '../deliver/file.ts';
import { isSecret, newSecret } from '../deliver/sign.ts';
import { checkTarget } from '../deliver/target.ts';
import { type PutInForce, putInForce } from '../standing/put-in-force.ts';
import { setUpdates, UPDATE_LEVELS, type UpdateLevel } from '../store/updates.ts';
import { checkedQuery, warningLines } from './check-query.ts';
import { egressPolicy } from './egress.ts';
import { withHouse } from './house-command.ts';
import { awaitForce, forceForJson, forceSentence } from './in-force.ts';
import { openJudging } from './open-vocabulary.ts';
import { CommandFailed, EXIT, plural } from './output.ts';
import { verdictForJson, verdictLines } from './print-examples.ts';

type Options = {
  name?: string;
  webhook?: string;
  file?: string;
  subscriber: string;
  secret?: string;
  updates?: string;
  withdrawals?: true;
  force?: true;
};

export function addSubscribe(program: Command): void {
  program
    .command('subscribe <query>')
    .description('be told of every new article that a query is true of')
    .option('--name <name>', 'what to call it (default: the query and its target)')
    .option('--webhook <url>', 'send signed alerts to this address')
    .option('--file <name>', 'append alerts as JSON lines to this file in the alerts folder')
    .option('--subscriber <name>', 'whose subscription it is', 'default')
    .option('--secret <whsec>', 'signing secret of the webhook (default: a new one, shown once)')
    .option(
      '--updates <which>',
      'of an article told before: none, corrections, substantial (corrections and substantial updates; the default), all',
    )
    .option('--withdrawals', 'be told too when an article that was told is taken down')
    .option('--force', 'make a change although it breaks examples of the subscription')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        `  presswatch subscribe 'entity:"Erdogan" AND topic:terrorism' --webhook https://example.org/hook\n` +
        `  presswatch subscribe '"central bank" AND (rate* NEAR/5 rais*)' --name Rates --file rates.jsonl\n`,
    )
    .action((query: string, options: Options, command: Command) => {
      return withHouse(command, async (house, output) => {
        const judging = await openJudging(house);
        const warnings = await checkedQuery(query, house.store, judging);
        const channel = options.webhook === undefined ? 'file' : 'webhook';
        const target = channelTarget(options, query);
        const { allowHttp } = house.settings.alert;
        if (channel === 'webhook') {
          const verdict = checkTarget(target, { allowHttp, policy: egressPolicy(house.settings) });
          if (verdict.kind !== 'done')
            throw new CommandFailed(`${target}: ${verdict.detail ?? verdict.reason}`, EXIT.usage);
        }
        if (channel === 'file' && fileParts(target) === null) {
          throw new CommandFailed(`"${target}" is no file name inside the alerts folder.`, EXIT.usage);
        }
        if (options.secret !== undefined && !isSecret(options.secret)) {
          throw new CommandFailed('--secret takes whsec_ and the base64 of 24 to 64 bytes.', EXIT.usage);
        }
        const secrets = channel === 'webhook' ? [options.secret ?? newSecret()] : [];
        const wish = {
          subscriber: options.subscriber,
          name: options.name ?? defaultName(query, channel, target),
          query,
          channel,
          target,
          secrets,
        } as const;
        const updates = updateLevel(options.updates);
        const done = await house.store.tx(async (sql) => {
          const put = await putInForce(sql, wish, judging, options.force === true);
          const { withdrawals } = options;
          if (put.kind === 'saved') await setUpdates(sql, put.id, { updates, withdrawals });
          return put;
        });
        const { newSecrets, broken, kind: _, ...saved } = orBroken(done);
        const force = await awaitForce(house.store, saved.id);
        const secret = newSecrets ? secrets[0] : undefined;
        const facts = { name: wish.name, channel, target, secret, warnings };
        const state = { inForce: forceForJson(force), failing: broken.map(verdictForJson) };
        output.result({ ...saved, ...facts, ...state }, () => {
          const which = `Subscription ${saved.id} "${wish.name}"`;
          if (saved.change === 'unchanged') output.say(`${which} is in force already; nothing has changed.`);
          else output.say(`${which} is ${saved.change}; ${forceSentence(force)}.`);
          if (broken.length > 0) output.say(`  Note: ${plural(broken.length, 'example')} of it failed.`);
          if (channel === 'file')
            output.say(`  Alerts are appended to ${join(house.settings.alert.files, target)}.`);
          for (const line of warningLines(warnings)) output.say(`  ${line}`);
          if (secret && options.secret === undefined) {
            output.say(`  Signing secret (shown only now): ${secret}`);
          }
          if (channel === 'webhook' && !secret && options.secret !== undefined)
            output.say('  Note: it keeps the secret it has; remove it first to subscribe with another one.');
        });
      });
    });
}

function updateLevel(text: string | undefined): UpdateLevel | undefined {
  const level = UPDATE_LEVELS.find((one) => one === text);
  if (text !== undefined && level === undefined)
    throw new CommandFailed(`--updates takes ${UPDATE_LEVELS.join(', ')}.`, EXIT.usage);
  return level;
}

/** One query may go to several places, so its place is part of the name. */
const defaultName = (query: string, channel: 'webhook' | 'file', target: string): string =>
  `${query.slice(0, 80)} → ${channel === 'webhook' ? new URL(target).host : target}`;

/** Where alerts go; one of webhook and file must be given. */
function channelTarget(options: Options, query: string): string {
  if (options.webhook !== undefined && options.file !== undefined) {
    throw new CommandFailed('Give --webhook or --file, not both.', EXIT.usage);
  }
  const target = options.webhook ?? options.file;
  if (target === undefined) {
    throw new CommandFailed(
      `Where should alerts of '${query}' go? Give --webhook URL or --file NAME.`,
      EXIT.usage,
    );
  }
  return target;
}

/** Refuses a change that breaks examples, and says which and why. */
function orBroken(done: PutInForce): Extract<PutInForce, { kind: 'saved' }> {
  if (done.kind === 'saved') return done;
  const lines = [
    `Nothing is changed: the new query fails on ${plural(done.broken.length, 'example')} of the subscription.`,
    ...done.broken.flatMap(verdictLines),
    'Correct the query, take the example back ("subscriptions test ID --forget URL"), or give --force.',
  ];
  throw new CommandFailed(lines.join('\n'));
}
