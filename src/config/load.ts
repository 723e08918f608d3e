// Reads the settings: file, then environment, then `*_FILE` secrets. All mistakes are told at once; nothing half starts.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type Settings, settingsSchema } from './settings.ts';
import { suggestion } from './suggestion.ts';

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
const MAX_ALIASES = 100;
/** settings that are lists of words */
const LISTS = ['egress.allow', 'alert.retry', 'revisit.schedule', 'render.hosts'];

/**
 * Settings from `file` (default `config/presswatch.yaml`, which may be absent) and the environment. A setting
 * `fetch.hostGap` is `PRESSWATCH_FETCH_HOST_GAP` there; with `_FILE` behind it, the name of a file that holds the value.
 * @throws BadConfiguration with every mistake found
 */
export function loadSettings(env: Environment, file: string | undefined = env.PRESSWATCH_CONFIG): Settings {
  const mistakes: string[] = [];
  const path = file ?? DEFAULT_FILE;
  const { tree, lineOf } = readFile(path, file !== undefined, mistakes);
  applyEnvironment(tree, env, mistakes);
  const parsed = settingsSchema.safeParse(tree);
  if (!parsed.success)
    mistakes.push(...parsed.error.issues.flatMap((issue) => describe(issue, path, lineOf)));
  if (mistakes.length > 0 || !parsed.success) throw new BadConfiguration(mistakes);
  return parsed.data;
}

type LineOf = (path: readonly PropertyKey[]) => number | null;

function readFile(path: string, required: boolean, mistakes: string[]): { tree: Tree; lineOf: LineOf } {
  const nothing = { tree: {}, lineOf: () => null };
  if (!existsSync(path)) {
    if (required) mistakes.push(`${path}: there is no such file`);
    return nothing;
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
  });
  for (const error of document.errors)
    mistakes.push(`${path}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  let aliases = 0;
  visit(document, (_, node) => {
    if (isAlias(node)) aliases++;
  });
  if (aliases > MAX_ALIASES) mistakes.push(`${path}: more than ${MAX_ALIASES} aliases`);
  if (mistakes.length > 0) return nothing;
  const data: unknown = document.toJS() ?? {};
  if (!isTree(data)) {
    mistakes.push(
      `${path}: must hold sections such as "store:", not ${Array.isArray(data) ? 'a list' : typeof data}`,
    );
    return nothing;
  }
  const lineOf: LineOf = (keys) => {
    const parent: unknown = keys.length > 1 ? document.getIn(keys.slice(0, -1), true) : document.contents;
    if (!isMap(parent)) return lineOfNode(document.getIn(keys, true), lines);
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === keys.at(-1));
    return lineOfNode(pair?.key, lines);
  };
  // a section whose settings are all commented out reads as null
  return { tree: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)), lineOf };
}

function lineOfNode(node: unknown, lines: LineCounter): number | null {
  const offset = isNode(node) ? node.range?.[0] : undefined;
  return offset === undefined ? null : lines.linePos(offset).line;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function applyEnvironment(tree: Tree, env: Environment, mistakes: string[]): void {
  for (const [section, shape] of Object.entries(settingsSchema.shape)) {
    const keys = Object.keys(shape.unwrap().shape);
    for (const key of keys) {
      const setting = `${section}.${key}`;
      for (const name of namesOf(section, key)) {
        const text = fromEnvironment(env, name, mistakes);
        if (text === undefined) continue;
        const known = tree[section];
        const target: Tree = isTree(known) ? known : {};
        tree[section] = target;
        target[key] = fromText(text, setting);
      }
    }
  }
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
function fromText(text: string, setting: string): unknown {
  if (LISTS.includes(setting)) {
    const bare = text.trim().replace(/^\[(.*)\]$/, '$1');
    return bare.split(',').map((part) => part.trim());
  }
  if (setting === 'egress.ports' && text !== 'any') return text.split(',').map(Number);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}

function describe(issue: z.core.$ZodIssue, path: string, lineOf: LineOf): string[] {
  const where = (keys: readonly PropertyKey[]) => {
    const line = lineOf(keys);
    return `${line === null ? 'environment' : `${path}:${line}`}: ${keys.map(String).join('.')}`;
  };
  if (issue.code !== 'unrecognized_keys') return [`${where(issue.path)}: ${issue.message}`];
  return issue.keys.map(
    (key) => `${where([...issue.path, key])}: unknown setting${suggestion(issue.path, key)}`,
  );
}
