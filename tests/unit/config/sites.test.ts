// sites.yaml: what is read, and that every mistake is told with its line.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { BadConfiguration } from '../../../src/config/load.ts';
import { readSites, ruleFor } from '../../../src/config/sites.ts';

const dir = mkdtempSync(join(tmpdir(), 'sites-'));
afterAll(() => rmSync(dir, { recursive: true }));

const problemOf = (selector: string) =>
  selector.includes('[[') ? 'is no CSS selector that can be read' : null;

function read(text: string) {
  const path = join(dir, 'sites.yaml');
  writeFileSync(path, text);
  return readSites(path, problemOf);
}

test('a rule counts for its host and all below it, the longer name first', () => {
  const rules = read(
    'sites:\n  harbour.example:\n    note: two halves\n    body: .story\n  blog.harbour.example:\n    title: h2\n',
  );
  expect(ruleFor(rules, 'https://www.harbour.example/a')).toEqual({ body: '.story' });
  expect(ruleFor(rules, 'https://blog.harbour.example/a')).toEqual({ title: 'h2' });
  expect(ruleFor(rules, 'https://notharbour.example/a')).toBeNull();
  expect(ruleFor(rules, 'no address')).toBeNull();
});

test('a page on the own machine can have a rule too', () => {
  const rules = read('sites:\n  127.0.0.1:\n    body: .a\n  localhost:\n    body: .b\n');
  expect(ruleFor(rules, 'http://127.0.0.1:8000/x')).toEqual({ body: '.a' });
  expect(ruleFor(rules, 'http://localhost:8000/x')).toEqual({ body: '.b' });
});

test('all mistakes are told at once, each with its line', () => {
  const wrong =
    'sites:\n  harbour.example:\n    body: "p[["\n    titel: h1\n  "http://x.y/":\n    remove: [".a", "b[["]\n';
  let mistakes: string[] = [];
  try {
    read(wrong);
  } catch (error) {
    if (error instanceof BadConfiguration) mistakes = error.mistakes.map((one) => one.replace(dir, ''));
  }
  expect(mistakes.toSorted()).toEqual([
    '/sites.yaml:3: sites.harbour.example.body: "p[[" is no CSS selector that can be read',
    '/sites.yaml:4: sites.harbour.example.titel: unknown key; mend its spelling or remove it',
    '/sites.yaml:5: sites.http://x.y/: is no host: write the name alone, such as harbour.example',
    '/sites.yaml:6: sites.http://x.y/.remove.1: "b[[" is no CSS selector that can be read',
  ]);
});

test('a folder in the place of the file is told', () => {
  expect(() => readSites(dir, problemOf)).toThrow(/is no file/);
});

test('no file, an empty one and the shipped one hold no rules', () => {
  expect(readSites(join(dir, 'nowhere.yaml'), problemOf).size).toBe(0);
  expect(read('').size).toBe(0);
  expect(
    readSites(fileURLToPath(new URL('../../../config/sites.yaml', import.meta.url)), problemOf).size,
  ).toBe(0);
});
