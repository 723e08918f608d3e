// Reads the settings: file, then environment, then `*_FILE` secrets. All mistakes are told at once; nothing half starts.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shaped, teller } from './mistakes.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { type Keys, readSource } from './source.ts';
import { suggestion } from './suggestion.ts';
import { readText } from './text-file.ts';

/** The configuration is wrong; the message lists every mistake. Commands exit with 78. */
export class BadConfiguration extends Error {
  override name = 'BadConfiguration';
  readonly mistakes: string[];
  constructor(mistakes: string[]) {
    super(
      `The configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n  ${mistakes.join('\n  ')}`,
    );
    this.mistakes = mistakes;
  }
}

type Tree = { [key: string]: unknown };
type Environment = Record<string, string | undefined>;

const DEFAULT_FILE = fileURLToPath(new URL('../../config/presswatch.yaml', import.meta.url));
/** names that other programs use too */
const SHORT_NAMES: Record<string, string> = { DATABASE_URL: 'store.url', REDIS_URL: 'queue.redisUrl' };
const DEFAULTS: Record<string, Tree> = settingsSchema.parse({});

/**
 * Settings from `file` (default `config/presswatch.yaml`, which may be absent) and the environment. A setting
 * `fetch.hostGap` is `PRESSWATCH_FETCH_HOST_GAP` there; with `_FILE` behind it, the name of a file that holds the value.
 * @throws BadConfiguration with every mistake found
 */
export function loadSettings(env: Environment, file: string | undefined = env.PRESSWATCH_CONFIG): Settings {
  const mistakes: string[] = [];
  const path = file ?? DEFAULT_FILE;
  const { written, lineOf } = readTree(path, file !== undefined, mistakes);
  const { tree, variables } = withEnvironment(written, env, mistakes);
  const where = (keys: Keys): string => variableOf(keys, written, variables) ?? `${path}:${lineOf(keys)}`;
  const tell = teller(mistakes, tree, where);
  const settings = shaped(settingsSchema, tree, { tell, unknownKey: suggestion });
  if (mistakes.length > 0 || settings === null) throw new BadConfiguration(mistakes);
  return settings;
}

function readTree(path: string, required: boolean, mistakes: string[]) {
  const text = required || existsSync(path) ? readText(path, mistakes) : null;
  const { data, lineOf } = readSource(text ?? '', path, mistakes);
  const written: unknown = data ?? {};
  // a section whose settings are all commented out reads as null
  if (isTree(written))
    return {
      written: Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null)),
      lineOf,
    };
  const what = Array.isArray(written) ? 'a list' : `a ${typeof written}`;
  mistakes.push(`${path}:1: must hold sections such as "store:", not ${what}`);
  return { written: {}, lineOf };
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Variables by the settings that they gave, such as `fetch.hostGap`. */
type Variables = ReadonlyMap<string, string>;

function withEnvironment(written: Tree, env: Environment, mistakes: string[]) {
  const tree: Tree = { ...written };
  const variables = new Map<string, string>();
  for (const [section, shape] of Object.entries(settingsSchema.shape)) {
    for (const key of Object.keys(shape.unwrap().shape)) {
      const setting = `${section}.${key}`;
      for (const name of namesOf(section, key)) {
        const text = fromEnvironment(env, name, mistakes);
        if (text === undefined) continue;
        const known = tree[section];
        tree[section] = { ...(isTree(known) ? known : {}), [key]: fromText(text, section, key) };
        variables.set(setting, env[`${name}_FILE`] === undefined ? name : `${name}_FILE`);
      }
    }
  }
  return { tree, variables };
}

/** The variable to look at for a setting: its own, or another one of its section where the file does not have it. */
function variableOf([section, key]: Keys, written: Tree, variables: Variables): string | undefined {
  const own = variables.get(`${String(section)}.${String(key)}`);
  const known = written[String(section)];
  if (own !== undefined || (isTree(known) ? key === undefined || key in known : known !== undefined))
    return own;
  return [...variables].find(([setting]) => setting.startsWith(`${String(section)}.`))?.[1];
}

const namesOf = (section: string, key: string): string[] => [
  ...Object.entries(SHORT_NAMES).flatMap(([name, setting]) =>
    setting === `${section}.${key}` ? [name] : [],
  ),
  `PRESSWATCH_${section}_${key.replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase(),
];

function fromEnvironment(env: Environment, name: string, mistakes: string[]): string | undefined {
  const file = env[`${name}_FILE`];
  if (file === undefined) return env[name] === '' ? undefined : env[name];
  if (env[name]) mistakes.push(`${name} and ${name}_FILE are both set: give one`);
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text === '') mistakes.push(`${name}_FILE: ${file} is empty`);
    return text;
  } catch (error) {
    mistakes.push(
      `${name}_FILE: ${file} can't be read (${error instanceof Error ? error.message : 'unknown'})`,
    );
    return undefined;
  }
}

/** Environment values are text: lists are split at commas, with or without the file's brackets; numbers and switches are read as YAML would. */
function fromText(text: string, section: string, key: string): unknown {
  const usual = DEFAULTS[section]?.[key];
  if (key === 'ports') return text === 'any' ? text : listed(text).map(Number);
  if (Array.isArray(usual)) return listed(text);
  if (typeof usual === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return typeof usual === 'number' && /^\d+$/.test(text) ? Number(text) : text;
}

const listed = (text: string): string[] =>
  text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .split(',')
    .map((part) => part.trim());
