// `presswatch entities show`: everything the packs say of one entity.
import type { Command } from 'commander';
import type { JoinedAlias, JoinedEntity } from '../../tag/entities/join.ts';
import { CommandFailed, type Output, plural } from '../output.ts';
import { outputOf } from '../program.ts';
import { allEntities, guardSentence, readPacks } from './packs.ts';

export function showEntity(id: string, command: Command): void {
  const output = outputOf(command);
  const entities = allEntities(readPacks());
  const entity = entities.find((one) => one.id === id);
  if (entity === undefined)
    throw new CommandFailed(`No pack has the id "${id}". "presswatch entities search" finds ids by name.`);
  const names = new Map(entities.map((one) => [one.id, one.name]));
  output.result(entity, () => printEntity(entity, (one) => names.get(one) ?? one, output));
}

function printEntity(entity: JoinedEntity, nameOf: (id: string) => string, output: Output): void {
  const { id, type, name, aliases, demonyms, names, about, office, from, to } = entity;
  output.say(`${name}  ${type}  ${id}`);
  if (office !== undefined) output.say(`${office}${from ? ` since ${from}` : ''}${to ? ` until ${to}` : ''}`);
  if (about !== undefined && about.length > 0)
    output.say(`Tied to: ${about.map((one) => `${nameOf(one)} (${one})`).join(', ')}`);
  output.say(`${plural(aliases.length, 'spelling')}:`);
  for (const alias of aliases) output.say(`  ${aliasLine(alias)}`);
  if (demonyms.length > 0) {
    output.say('Nationality words, which speak of it without naming it:');
    for (const alias of demonyms) output.say(`  ${aliasLine(alias)}`);
  }
  const languages = Object.entries(names ?? {});
  if (languages.length > 0)
    output.say(`In other languages: ${languages.map(([lang, text]) => `${text} (${lang})`).join(', ')}`);
}

const aliasLine = ({ text, guard, anyCase, pack }: JoinedAlias): string => {
  const facts = [...(guard === null ? [] : [guardSentence(guard)]), ...(anyCase ? ['in any case'] : [])];
  return `${text}${facts.length > 0 ? `: ${facts.join('; ')}` : ''}  [${pack}]`;
};
