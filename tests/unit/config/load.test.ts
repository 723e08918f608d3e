import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { durationMs } from '../../../src/config/duration.ts';
import { BadConfiguration, loadSettings } from '../../../src/config/load.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-config-'));
let files = 0;

function file(text: string): string {
  const path = join(dir, `settings-${files++}.yaml`);
  writeFileSync(path, text);
  return path;
}

/** Of settings in a file, or of a folder in its place. */
function mistakes(text: string | undefined, env: Record<string, string> = {}): string[] {
  try {
    loadSettings(env, text === undefined ? dir : file(text));
    return [];
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    return error.mistakes.map((mistake) => mistake.replace(/^.*settings-\d+\.yaml/, 'FILE'));
  }
}

describe('durations', () => {
  test('need a unit, since a bare number would be a guess', () => {
    expect(durationMs('1.5s')).toBe(1500);
    expect(durationMs('2h')).toBe(7_200_000);
    for (const bad of ['5', '5 parsecs', '', '-1s', '1e3s', 'NaNs', `${'9'.repeat(30)}d`])
      expect(durationMs(bad)).toBeNull();
  });
});

describe('settings', () => {
  test('the shipped file changes nothing: every line in it is a default', () => {
    const shipped = fileURLToPath(new URL('../../../config/presswatch.yaml', import.meta.url));
    expect(loadSettings({}, shipped)).toEqual(loadSettings({}, file('')));
  });

  test('every setting stands in the shipped file with its true default', async () => {
    const { readFileSync } = await import('node:fs');
    const text = readFileSync(new URL('../../../config/presswatch.yaml', import.meta.url), 'utf8');
    const uncommented = text.replace(
      /^ {2}# ([a-zA-Z]+: (?!https?:|postgres:|redis:|\/|null|alerts$).*)$/gm,
      '  $1',
    );
    const { allow: _, ...egress } = loadSettings({}, file(uncommented)).egress;
    const told = { ...loadSettings({}, file(uncommented)), egress };
    const { allow: __, ...egressDefault } = loadSettings({}, file('')).egress;
    const defaults = { ...loadSettings({}, file('')), egress: egressDefault };
    expect({ ...told, extract: null }).toEqual({ ...defaults, extract: null });
    for (const [section, values] of Object.entries(loadSettings({}, file('')))) {
      for (const key of Object.keys(values))
        expect(text, `${section}.${key}`).toMatch(new RegExp(`^ {2}#? ?${key}:`, 'm'));
    }
  });

  test('all mistakes are told at once, each with its line', () => {
    expect(
      mistakes('fetch:\n  hostgap: 1s\n  concurrency: 0\npol:\n  floor: 1s\nlog:\n  level: loud\n'),
    ).toEqual([
      'FILE:3: fetch.concurrency: must be at least 1',
      'FILE:2: fetch.hostgap: unknown key; did you mean "hostGap"?',
      'FILE:7: log.level: must be one of debug, info, warn, error, silent',
      'FILE:4: pol: unknown key; did you mean "poll"?',
    ]);
  });

  test.each([
    ['a tab for indentation', 'fetch:\n\tconcurrency: 2\n', /FILE:2: .*[Tt]abs?/],
    ['a key given twice', 'log:\n  level: info\n  level: warn\n', /FILE:3: .*unique/],
    ['a list where sections belong', '- a\n- b\n', /must hold sections/],
    ['a retry schedule that is empty', 'alert:\n  retry: []\n', /alert\.retry: .*at least one/],
    ['a retry schedule that falls', 'alert:\n  retry: [5s, 1s]\n', /alert\.retry: .*must not fall/],
    ['a concurrency beyond reason', 'alert:\n  concurrency: 10000\n', /alert\.concurrency/],
    ['a number that is none', 'fetch:\n  concurrency: .nan\n', /fetch\.concurrency/],
    ['a floor above the ceiling', 'poll:\n  floor: 7h\n', /poll\.floor: is above poll\.ceiling/],
    [
      'hosts to render without a browser',
      'render:\n  hosts: [harbour.example]\n',
      /render\.hosts: needs render\.browser, the path/,
    ],
    [
      'a browser that is no path',
      'render:\n  browser: chromium\n',
      /render\.browser: is no path: write where Chromium lies/,
    ],
    [
      'a host that is an address',
      'render:\n  hosts: ["https://harbour.example/news"]\n',
      /render\.hosts\.0: "https:.* is no host: write the name alone/,
    ],
    ['a host with a star', 'render:\n  hosts: ["*.example"]\n', /render\.hosts\.0: .*is no host/],
    [
      'a list beyond reason',
      `alert:\n  retry: [${'5s, '.repeat(40)}]\n`,
      /alert\.retry: must be at most 30 entries/,
    ],
    [
      'a text beyond reason',
      `fetch:\n  userAgent: ${'x'.repeat(300)}\n`,
      /userAgent: must be at most 200 characters long/,
    ],
    ['a part of a number', 'fetch:\n  concurrency: 1.5\n', /concurrency: must be a whole number/],
    ['a number in quotes', 'fetch:\n  concurrency: "2"\n', /concurrency: must be a number without quotes/],
    ['a prefix that keys can not have', 'queue:\n  prefix: A B\n', /prefix: takes small letters/],
    ['a port that is none', 'egress:\n  ports: [http]\n', /ports: must be any, or a list of port numbers/],
    ['a duration that is empty', 'fetch:\n  hostGap:\n', /hostGap: must be a duration: a number with a unit/],
    ['a section that is a text', 'fetch: 1s\n', /FILE:1: fetch: must be keys with values/],
    ['a folder', undefined, /: is no file/],
    ['a word where yes or no belongs', 'fetch:\n  robots: yes please\n', /fetch\.robots/],
  ])('refuses %s', (_, text, message) => {
    expect(mistakes(text).join('\n')).toMatch(message);
  });

  test('no sentence of the validator, which speaks of its types, reaches the operator', () => {
    for (const [section, values] of Object.entries(loadSettings({}, file('')))) {
      for (const key of Object.keys(values))
        for (const wrong of ['{ a: 1 }', '[[]]', '-1', '"~"', ''])
          expect(mistakes(`${section}:\n  ${key}: ${wrong}\n`).join()).not.toMatch(
            /Invalid|Too |expected|received/,
          );
    }
  });

  test('a mistake in the environment is told with the variable to look at', () => {
    expect(mistakes('fetch:\n  concurrency: 5\n', { PRESSWATCH_FETCH_CONCURRENCY: 'many' })).toEqual([
      'PRESSWATCH_FETCH_CONCURRENCY: fetch.concurrency: must be a number',
    ]);
    expect(mistakes('', { PRESSWATCH_POLL_CEILING: '5m' })).toEqual([
      'PRESSWATCH_POLL_CEILING: poll.floor: is above poll.ceiling: lower it, or raise the ceiling',
    ]);
    const secret = join(dir, 'address');
    writeFileSync(secret, 'nowhere');
    expect(mistakes('', { DATABASE_URL_FILE: secret })).toEqual([
      expect.stringMatching(/^DATABASE_URL_FILE: store\.url: is no such address/),
    ]);
  });

  test('every list may come from the environment, parted by commas; digits stay a text where a text is wanted', () => {
    const env = {
      PRESSWATCH_ENTITIES_MODEL_LANGUAGES: 'en, de',
      PRESSWATCH_FETCH_SHARED_HOSTS: 'a.example,b.example',
    };
    const { entities, fetch } = loadSettings({ ...env, PRESSWATCH_FETCH_CONTACT: '5551234' }, file(''));
    expect(entities.modelLanguages).toEqual(['en', 'de']);
    expect(fetch.sharedHosts).toEqual(['a.example', 'b.example']);
    expect(fetch.contact).toBe('5551234');
  });

  test('a file that multiplies itself by aliases is refused', () => {
    const bomb = `a: &a [x]\nb: &b [${'*a,'.repeat(60)}]\nc: [${'*b,'.repeat(60)}]\n`;
    expect(mistakes(bomb).join('\n')).toMatch(/aliases/);
  });

  test('the environment overrides the file, and short names work', () => {
    const settings = loadSettings(
      {
        DATABASE_URL: 'postgres://db/x',
        PRESSWATCH_FETCH_HOST_GAP: '3s',
        PRESSWATCH_EGRESS_ALLOW: '10.0.0.0/8, 127.0.0.1',
      },
      file('fetch:\n  hostGap: 1s\n'),
    );
    expect(settings.store.url).toBe('postgres://db/x');
    expect(settings.fetch.hostGap).toBe(3000);
    expect(settings.egress.allow).toEqual(['10.0.0.0/8', '127.0.0.1']);
    const bracketed = { PRESSWATCH_REVISIT_SCHEDULE: '[15m, 1h]' };
    expect(loadSettings(bracketed, file('')).revisit.schedule).toEqual([900_000, 3_600_000]);
    expect(loadSettings({ PRESSWATCH_EGRESS_PORTS: '443, 8080' }, file('')).egress.ports).toEqual([
      443, 8080,
    ]);
    const rendering = {
      PRESSWATCH_RENDER_BROWSER: '/opt/chromium',
      PRESSWATCH_RENDER_HOSTS: 'Harbour.example, pier.example',
    };
    expect(loadSettings(rendering, file('')).render).toEqual({
      browser: '/opt/chromium',
      hosts: ['harbour.example', 'pier.example'],
    });
    expect(loadSettings({ PRESSWATCH_EGRESS_PORTS: 'any' }, file('')).egress.ports).toBe('any');
  });

  test('a secret comes from a file without its line end; an empty or missing file is a mistake', () => {
    const secret = join(dir, 'secret');
    writeFileSync(secret, 'redis://:p@host\n');
    expect(loadSettings({ REDIS_URL_FILE: secret }, file('')).queue.redisUrl).toBe('redis://:p@host');
    writeFileSync(secret, '\n');
    expect(mistakes('', { REDIS_URL_FILE: secret }).join()).toMatch(/is empty/);
    expect(mistakes('', { REDIS_URL_FILE: join(dir, 'nowhere') }).join()).toMatch(/can't be read/);
    expect(mistakes('', { REDIS_URL_FILE: secret, REDIS_URL: 'redis://x' }).join()).toMatch(/both set/);
  });

  test('a server address must be one, and its password is not repeated', () => {
    for (const bad of ['postgre://u:hunter2@h/x', 'postgres://u:hunter2@h:bad/x', 'h/x']) {
      const told = mistakes('', { DATABASE_URL: bad }).join();
      expect(told).toMatch(/store\.url: is no such address/);
      expect(told).not.toContain('hunter2');
    }
    const socket = 'postgres://presswatch@/presswatch?host=/run/presswatch';
    expect(loadSettings({ DATABASE_URL: socket }, file('')).store.url).toBe(socket);
  });

  test('a file that was asked for must exist', () => {
    expect(() => loadSettings({}, join(dir, 'missing.yaml'))).toThrow(/no such file/);
  });
});
