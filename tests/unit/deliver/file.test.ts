import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendToFile } from '../../../src/deliver/file.ts';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'presswatch-file-'));
  folder = join(root, 'alerts');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const body = (id: string, title = 'News') => JSON.stringify({ type: 'alert.matched', id, data: { title } });
const send = async (id: string, name = 'a.jsonl', text = body(id)) =>
  (await sendToFile({ folder, name, id, body: text })).outcome;
const read = (name = 'a.jsonl') => readFileSync(join(folder, name), 'utf8');
const refused = { kind: 'reject', reason: 'bad-target' };

describe('the file channel', () => {
  test('appends one line an alert, and makes the folder', async () => {
    expect(await send('1')).toEqual({ kind: 'done', value: null });
    expect(await send('2')).toEqual({ kind: 'done', value: null });
    expect(read()).toBe(`${body('1')}\n${body('2')}\n`);
  });

  test('writes a repeat only once', async () => {
    await send('1');
    await send('2');
    expect(await send('1')).toEqual({ kind: 'done', value: null });
    expect(read()).toBe(`${body('1')}\n${body('2')}\n`);
  });

  test('writes each of many at the same time once, each on its line', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `d${n % 25}`);
    await Promise.all(ids.map((id) => send(id, 'a.jsonl', body(id, 'x'.repeat(10_000)))));
    const lines = read()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(lines.sort()).toEqual([...new Set(ids)].sort());
  });

  test('takes a line that a crash cut off for not sent, and does not add to it', async () => {
    await send('1');
    appendFileSync(join(folder, 'a.jsonl'), body('2').slice(0, -3));
    expect((await send('2')).kind).toBe('done');
    expect(read().split('\n')).toEqual([body('1'), body('2').slice(0, -3), body('2'), '']);
  });

  test('finds a repeat behind later lines, in a file of any size', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.jsonl'), `${body('0', 'x'.repeat(5_000_000))}\n`);
    await send('1');
    await send('2', 'a.jsonl', body('2', 'y'.repeat(500_000)));
    await send('1');
    expect(read().split('\n')).toHaveLength(4);
  });

  test('is not misled by an id that another article quotes', async () => {
    await send('1', 'a.jsonl', body('1', 'it said "id":"2" in the text'));
    await send('2');
    expect(read().split('\n')).toHaveLength(3);
  });

  test('writes below folders of its own', async () => {
    expect((await send('1', 'desk/energy/Größe 1.jsonl')).kind).toBe('done');
    expect(read('desk/energy/Größe 1.jsonl')).toBe(`${body('1')}\n`);
  });
});

describe('no name leads out of the folder:', () => {
  test.each([
    '../a',
    '..',
    '.',
    '',
    '/etc/cron.d/a',
    'a/../../b',
    'a/..',
    './a',
    'a/',
    '/',
    'a//b',
    '.hidden',
    '..\\a',
    'a\\b',
    'a\0b',
    'a\nb',
    '~/a',
    '-rf',
    'C:a',
    'a'.repeat(201),
    'a.',
    '%2e%2e/a',
    '\u2025/a',
    'a/\u202eb',
  ])('%j', async (name) => {
    expect(await send('1', name)).toMatchObject(refused);
    expect(readdirSync(root)).toEqual([]);
  });

  test('a link to a file outside', async () => {
    mkdirSync(folder);
    writeFileSync(join(root, 'secret'), '');
    symlinkSync(join(root, 'secret'), join(folder, 'a.jsonl'));
    expect(await send('1')).toMatchObject(refused);
    expect(readFileSync(join(root, 'secret'), 'utf8')).toBe('');
  });

  test('a link to a folder outside', async () => {
    mkdirSync(folder);
    mkdirSync(join(root, 'outside'));
    symlinkSync(join(root, 'outside'), join(folder, 'desk'));
    expect(await send('1', 'desk/a.jsonl')).toMatchObject(refused);
    expect(await send('1', 'desk/deeper/a.jsonl')).toMatchObject(refused);
    expect(existsSync(join(root, 'outside', 'deeper'))).toBe(false);
  });
});

describe('what is no plain file', () => {
  test('a folder is refused', async () => {
    mkdirSync(join(folder, 'a.jsonl'), { recursive: true });
    expect(await send('1')).toMatchObject(refused);
  });

  test('a pipe is refused and does not hold us', async () => {
    mkdirSync(folder);
    execFileSync('mkfifo', [join(folder, 'a.jsonl')]);
    expect(await send('1')).toMatchObject(refused);
  });

  test('a folder that cannot be made is tried again', async () => {
    const outcome = (await sendToFile({ folder: '/dev/full', name: 'a.jsonl', id: '1', body: '{}' })).outcome;
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'disk' });
  });
});
