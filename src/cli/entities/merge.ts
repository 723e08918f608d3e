// `presswatch entities merge|unmerge|merges`: one entity under two ids. A merge is a row that reading follows.
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { listMerges as loadMerges, nameInArticles, removeMerge, saveMerge } from '../../store/merges.ts';
import { withHouse } from '../house-command.ts';
import { CommandFailed, EXIT, when } from '../output.ts';
import { table } from '../table.ts';
import { allEntities, readPacks } from './packs.ts';

const ID = /^(Q\d+|[a-z]+:[\w:.-]+)$/;

export function mergeEntities(
  from: string,
  to: string,
  { reason }: { reason: string },
  command: Command,
): Promise<void> {
  for (const id of [from, to]) {
    if (!ID.test(id))
      throw new CommandFailed(
        `"${id}" is no id of an entity. "presswatch entities search" finds ids.`,
        EXIT.usage,
      );
  }
  if (from === to) throw new CommandFailed('An entity is the same as itself already.', EXIT.usage);
  return withHouse(command, async (house, output) => {
    const names = new Map(allEntities(readPacks()).map(({ id, name }) => [id, name]));
    for (const id of [from, to]) {
      const name = names.get(id) ?? (await nameInArticles(house.store, id));
      if (name === null) throw new CommandFailed(`Neither a pack nor an article has the id "${id}".`);
      names.set(id, name);
    }
    const by = userInfo().username;
    const done = await house.store.tx((sql) => saveMerge(sql, { from, to, by, reason }));
    if (done.kind === 'cycle')
      throw new CommandFailed(
        `${to} is read as ${from} already (${done.path.join(' → ')}); that would be a circle.`,
      );
    if (done.kind === 'taken')
      throw new CommandFailed(
        `${from} is read as ${done.to} already. "entities unmerge ${from}" takes that back.`,
      );
    output.result({ from, to, by, reason }, () =>
      output.say(`${names.get(from)} (${from}) is read as ${names.get(to)} (${to}) from now on.`),
    );
  });
}

export function unmergeEntity(from: string, command: Command): Promise<void> {
  return withHouse(command, async (house, output) => {
    if (!(await removeMerge(house.store, from)))
      throw new CommandFailed(`${from} is not merged into another.`);
    output.result({ from }, () => output.say(`${from} stands for itself again.`));
  });
}

export function listMerges(command: Command): Promise<void> {
  return withHouse(command, async (house, output) => {
    const rows = await loadMerges(house.store);
    output.result(rows, () => {
      if (rows.length === 0) {
        output.say('No entities are merged.');
        return;
      }
      const cells = rows.map(({ from, to, since, by, reason }) => [from, to, when(since), by, reason]);
      output.say(table(['FROM', 'READ AS', 'SINCE', 'BY', 'REASON'], cells));
    });
  });
}
