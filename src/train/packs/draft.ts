// A pack in the making, and how it is written: the JSON form of YAML, one entity a line, the same bytes every time.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AliasData, EntityData, GuardData } from '../../model/vocabulary.ts';

export type DraftAlias = Exclude<AliasData, string>;

/** An entity before the claims of all packs are settled. */
export type DraftEntity = Omit<EntityData, 'aliases'> & {
  aliases: DraftAlias[];
  /** name of the pack's guard for spellings that others claim, or that are words */
  doubt?: string;
};

export type Draft = {
  /** name of the pack and of its file */
  pack: string;
  licence: string;
  source: string;
  /** lines at the head of the file: what it holds, and where the facts are from */
  about: string[];
  guards: Record<string, GuardData>;
  entities: DraftEntity[];
};

/** An alias without conditions. */
export const plain = (text: string): DraftAlias => ({ text });

/** A stable id of our own: lower-case ASCII words of the name. */
export function slugId(type: string, name: string): string {
  const bare = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ı/g, 'i')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[đĐðÐ]/g, 'd');
  const slug = bare
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `pw:${type.toLowerCase()}:${slug}`;
}

const EDGE =
  'Made by src/train/packs from lists; do not edit: what it gets wrong is mended in a …-hand.yaml.';

/** Writes one pack into the folder. */
export function writeDraft(folder: string, draft: Draft, version: string): void {
  const { pack, licence, source, about, guards, entities } = draft;
  const head = [...about, EDGE].map((line) => `# ${line}\n`).join('');
  const lines = entities.map((entity) => `  ${spaced(shortened(entity))}`);
  const facts = { pack, version, licence, source, guards };
  const fields = Object.entries(facts)
    .filter(([, value]) => typeof value === 'string' || Object.keys(value).length > 0)
    .map(
      ([key, value]) =>
        `"${key}": ${typeof value === 'string' ? JSON.stringify(value) : guardLines(value)},\n`,
    );
  const text = `${head}{\n${fields.join('')}"entities": [\n${lines.join(',\n')}\n]\n}\n`;
  writeFileSync(join(folder, `${pack}.yaml`), text);
}

const guardLines = (guards: Record<string, GuardData>): string =>
  `{\n${Object.entries(guards)
    .map(([name, guard]) => `  ${JSON.stringify(name)}: ${spaced(guard)}`)
    .join(',\n')}\n}`;

/** Without what is empty, and spellings without conditions as plain texts. */
function shortened({
  id,
  type,
  name,
  aliases,
  names,
  demonyms,
  about,
  office,
  from,
  to,
}: DraftEntity): object {
  const short = aliases
    .filter((alias) => alias.text !== name || alias.guard !== undefined)
    .map((alias) => (Object.keys(alias).length === 1 ? alias.text : alias));
  return {
    id,
    type,
    name,
    ...(short.length > 0 && { aliases: short }),
    ...(names && Object.keys(names).length > 0 && { names }),
    ...(demonyms && demonyms.length > 0 && { demonyms }),
    ...(about && about.length > 0 && { about }),
    ...(office !== undefined && { office }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** JSON with a space after commas and colons, as people write it. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`);
  return `{${fields.join(', ')}}`;
}
