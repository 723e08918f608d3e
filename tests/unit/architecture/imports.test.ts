// The dependency rule. A new folder needs a row, a new package a home: each dependency is a decision seen in a diff.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const OUTER = [
  'src/model',
  'src/lib',
  'src/config',
  'src/net',
  'src/feed',
  'src/extract',
  'src/tag',
  'src/query',
  'src/compare',
  'src/render',
];
const ALL = [
  ...OUTER,
  'src/match',
  'src/deliver',
  'src/store',
  'src/queue',
  'src/pipeline',
  'src/replay',
  'src/standing',
  'src/demo',
];
const STAGE = ['src/model', 'src/lib', 'src/config/limits.ts', 'src/query'];

/** folder → what of the project it may import, and the packages at home there */
const TABLE: Record<string, [folders: string[], packages: string[]]> = {
  'src/model': [[], []],
  'src/lib': [['src/model', 'src/config/limits.ts'], ['pino']],
  'src/config': [
    ['src/model', 'src/query'],
    ['js-yaml', 'yaml', 'zod'],
  ],
  'src/query': [[], []],
  'src/net': [
    ['src/model', 'src/lib', 'src/config/limits.ts'],
    ['undici', 'ipaddr.js', 'robots-parser'],
  ],
  'src/feed': [STAGE, ['rss-parser', 'htmlparser2']],
  'src/render': [['src/model', 'src/lib', 'src/config/limits.ts', 'src/net'], ['playwright-core']],
  'src/extract': [STAGE, ['jsdom', '@mozilla/readability']],
  'src/tag': [STAGE, ['eld', 'onnxruntime-node']],
  'src/match': [STAGE, []],
  'src/compare': [STAGE, ['diff']],
  'src/deliver': [[...STAGE, 'src/net'], []],
  'src/store': [['src/model', 'src/lib', 'src/config/limits.ts'], ['pg']],
  'src/queue': [
    ['src/model', 'src/lib'],
    ['bullmq', 'ioredis', 'pg'],
  ],
  'src/pipeline': [[...OUTER, 'src/match', 'src/deliver', 'src/store', 'src/queue/names.ts'], []],
  'src/replay': [[...OUTER, 'src/match', 'src/deliver', 'src/store', 'src/pipeline', 'src/standing'], []],
  'src/standing': [[...OUTER, 'src/match', 'src/store', 'src/pipeline'], []],
  'src/demo': [['src/model', 'src/lib'], ['yaml']],
  'src/train': [[...OUTER], []],
  'src/api': [ALL, ['hono', '@hono/node-server', 'prom-client']],
  'src/cli': [
    [...ALL, 'src/api', 'workers'],
    ['commander', 'zod'],
  ],
  workers: [ALL, ['bullmq']],
};

const LONGEST_FILE = 350;

test('every import follows the dependency table', () => {
  expect(offenders(ROOT)).toEqual([]);
});

test('the check itself sees planted offences', () => {
  const found = offenders(join(ROOT, 'tests/fixtures/bad-tree/'));
  expect(found.toSorted()).toEqual([
    'src/feed/read.ts -> ../extract/page.ts',
    'src/lib/start.ts -> ../../workers/fetch.ts',
    'src/tag/ask.ts -> pg',
  ]);
});

test('no source file is longer than 350 lines', () => {
  const long = sources(ROOT).filter(
    (file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > LONGEST_FILE,
  );
  expect(long).toEqual([]);
});

test('time, randomness and the network are asked for only in their homes', () => {
  const homes: [RegExp, string[]][] = [
    [/\bDate\.now\(/, ['src/lib/clock.ts']],
    [/\bMath\.random\(/, ['src/lib/random.ts']],
    [/[^.\w]fetch\(/, []],
  ];
  const strays = sources(ROOT).flatMap((file) => {
    const code = withoutComments(readFileSync(join(ROOT, file), 'utf8'));
    return homes.flatMap(([pattern, allowed]) =>
      pattern.test(code) && !allowed.includes(file) ? [`${file}: ${pattern}`] : [],
    );
  });
  expect(strays).toEqual([]);
});

test('every folder in src is named in the README', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.map((folder) => folder.name).filter((name) => !readme.includes(`${name}/`))).toEqual([]);
});

test('every limit is used somewhere', () => {
  const names = [...readFileSync(join(ROOT, 'src/config/limits.ts'), 'utf8').matchAll(/^ {2}(\w+):/gm)].map(
    (found) => found[1],
  );
  const code = sources(ROOT)
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
    .join('\n');
  expect(names.filter((name) => !code.includes(`LIMITS.${name}`))).toEqual([]);
});

function offenders(root: string): string[] {
  return sources(root).flatMap((file) => {
    const own = folderOf(file);
    const [folders, packages] = TABLE[own] ?? [[], []];
    return importsOf(join(root, file))
      .filter((spec) => !isAllowed(spec, file, own, folders, packages))
      .map((spec) => `${file} -> ${spec}`);
  });
}

function isAllowed(spec: string, file: string, own: string, folders: string[], packages: string[]): boolean {
  if (spec.startsWith('node:')) return true;
  if (!spec.startsWith('.')) return packages.includes(packageOf(spec));
  const target = normalize(join(dirname(file), spec));
  return (
    folderOf(target) === own || folders.some((folder) => target === folder || target.startsWith(`${folder}/`))
  );
}

/** every module that a file imports from, types included */
function importsOf(file: string): string[] {
  const found: string[] = [];
  JSON.stringify(parseAst(readFileSync(file, 'utf8'), { lang: 'ts' }), (_key, node) => {
    if (typeof node?.source?.value === 'string') found.push(node.source.value);
    return typeof node === 'bigint' ? undefined : node;
  });
  return found;
}

function sources(root: string): string[] {
  return ['src', 'workers'].flatMap((top) => {
    if (!existsSync(join(root, top))) return [];
    const entries = readdirSync(join(root, top), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  });
}

const folderOf = (file: string) =>
  file
    .split('/')
    .slice(0, file.startsWith('src/') ? 2 : 1)
    .join('/');

const packageOf = (spec: string) =>
  spec
    .split('/')
    .slice(0, spec.startsWith('@') ? 2 : 1)
    .join('/');

const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
