// The packs that a script makes from lists: what is committed is what the script writes, when the lists are at hand.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readPack } from '../../../src/config/vocabulary.ts';
import type { PackData } from '../../../src/model/vocabulary.ts';
import { buildPacks, PACKS_VERSION } from '../../../src/train/packs/build.ts';
import { slugId, writeDraft } from '../../../src/train/packs/draft.ts';
import { settle } from '../../../src/train/packs/settle.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const shipped = path('config/entities');
const lists = path('../shared/data/kb-sources');
const isHand = (name: string): boolean => name.endsWith('-hand.yaml');
const packs = readdirSync(shipped).filter((name) => name.endsWith('.yaml'));
const hand = packs.filter(isHand).map((name) => readPack(join(shipped, name)));

test.skipIf(!existsSync(lists))('the committed packs are, byte by byte, what the script writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  try {
    for (const draft of buildPacks(lists, path('config/names'), hand))
      writeDraft(folder, draft, PACKS_VERSION);
    const made = readdirSync(folder);
    expect(packs.filter((name) => !isHand(name)).sort()).toEqual(made.sort());
    const other = made.filter(
      (name) => readFileSync(join(folder, name), 'utf8') !== readFileSync(join(shipped, name), 'utf8'),
    );
    expect(other).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const lexicon = {
  isWord: () => false,
  isSurname: () => false,
  isCommon: (text: string) => text === 'target',
};
const facts = { licence: 'CC0-1.0', source: 'test', about: [] };
const near = { need: '"Ruritania"', within: 8, must: '{} in Ruritania', mustNot: '{} alone' };
const town = (id: string, name: string, guard?: string) => ({
  id,
  type: 'LOC' as const,
  name,
  aliases: [guard === undefined ? { text: name } : { text: name, guard }],
});

test('of two packs that claim a spelling the first keeps it, the second needs its guard, and without one gives it up', () => {
  const [first, second] = settle(
    [
      { ...facts, pack: 'a', guards: {}, entities: [town('pw:loc:a', 'Grimsund')] },
      {
        ...facts,
        pack: 'b',
        guards: { near },
        entities: [{ ...town('pw:loc:b', 'Grimsund'), doubt: 'near' }, town('pw:loc:c', 'Grimsund')],
      },
    ],
    [],
    lexicon,
  );
  expect(first?.entities[0]?.aliases).toEqual([{ text: 'Grimsund' }]);
  expect(second?.entities.map(({ id, aliases }) => [id, aliases])).toEqual([
    ['pw:loc:b', [{ text: 'Grimsund', guard: 'near' }]],
  ]);
});

test('an ordinary word never stands without a guard', () => {
  const made = (doubt: { doubt?: string }) =>
    settle(
      [{ ...facts, pack: 'a', guards: { near }, entities: [{ ...town('pw:loc:a', 'Target'), ...doubt }] }],
      [],
      lexicon,
    )[0]?.entities;
  expect(made({})).toEqual([]);
  expect(made({ doubt: 'near' })?.[0]?.aliases).toEqual([{ text: 'Target', guard: 'near' }]);
});

test('what a pack made by hand decides is left to it, and a name that says its country needs no guard', () => {
  const decided: PackData = {
    ...{ pack: 'x-hand', version: '2026-01-01', licence: 'CC0-1.0', source: 'test' },
    entities: [{ id: 'pw:loc:x', type: 'LOC', name: 'Grimsund' }],
  };
  const [made] = settle(
    [
      {
        ...facts,
        pack: 'a',
        guards: { near },
        entities: [town('pw:loc:a', 'Grimsund', 'near'), town('pw:loc:b', 'Port of Ruritania', 'near')],
      },
    ],
    [decided],
    lexicon,
  );
  expect(made?.entities.map(({ id, aliases }) => [id, aliases])).toEqual([
    ['pw:loc:b', [{ text: 'Port of Ruritania' }]],
  ]);
});

test('ids of our own are plain letters', () => {
  expect(slugId('PER', 'Şahin Çelik-Ørsted')).toBe('pw:per:sahin-celik-orsted');
});
