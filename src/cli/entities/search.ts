// `presswatch entities search`: entities by name, in any spelling and script; the exact ones first.
import type { Command } from 'commander';
import { tokenize } from '../../query/text.ts';
import type { JoinedEntity } from '../../tag/entities/join.ts';
import { CommandFailed, EXIT } from '../output.ts';
import { outputOf } from '../program.ts';
import { table } from '../table.ts';
import { allEntities, readPacks } from './packs.ts';

const MOST_FOUND = 1000;

type Found = { entity: JoinedEntity; alias: string; rank: number };

export function searchEntities(text: string, options: { limit: string }, command: Command): void {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_FOUND)
    throw new CommandFailed(`--limit takes a whole number from 1 to ${MOST_FOUND}.`, EXIT.usage);
  const output = outputOf(command);
  const found = allEntities(readPacks())
    .flatMap((entity) => bestOf(entity, keyOf(text)) ?? [])
    .sort(
      (a, b) => a.rank - b.rank || a.alias.length - b.alias.length || (a.entity.id < b.entity.id ? -1 : 1),
    );
  const shown = found.slice(0, limit).map(({ entity, alias }) => {
    const { id, type, name, aliases } = entity;
    return { id, type, name, alias, packs: [...new Set(aliases.map(({ pack }) => pack))] };
  });
  output.result({ found: found.length, entities: shown }, () => {
    if (shown.length === 0)
      return output.say('Nothing found. Packs are in config/entities; zz-own.yaml is a place for your own.');
    const rows = shown.map(({ id, type, name, alias, packs }) => [
      id,
      type,
      name,
      alias === name ? '' : alias,
      packs.join(', '),
    ]);
    output.say(table(['ID', 'TYPE', 'NAME', 'BY', 'PACKS'], rows));
    if (found.length > limit) output.say(`… and ${found.length - limit} more; see --limit.`);
  });
}

const keyOf = (text: string): string =>
  tokenize(text)
    .map(({ folded }) => folded)
    .join(' ');

/** The spelling of an entity that fits best: the same, one that begins so, one that holds it. */
function bestOf(entity: JoinedEntity, wanted: string): Found | null {
  if (wanted === '') return null;
  const texts = [...entity.aliases.map(({ text }) => text), ...Object.values(entity.names ?? {}), entity.id];
  let best: Found | null = null;
  for (const alias of texts) {
    const key = alias === entity.id ? keyOf(alias) : keyOf(alias);
    const rank = key === wanted ? 0 : key.startsWith(wanted) ? 1 : ` ${key}`.includes(` ${wanted}`) ? 2 : 3;
    if (rank < 3 && (best === null || rank < best.rank)) best = { entity, alias, rank };
  }
  return best;
}
