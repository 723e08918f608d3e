// Whose pages a browser may build, and what their scripts may ask for.
import { describe, expect, test } from 'vitest';
import { openRendering } from '../../../src/cli/open-rendering.ts';
import { BadConfiguration } from '../../../src/config/load.ts';
import { settingsSchema } from '../../../src/config/settings.ts';
import { createLog } from '../../../src/lib/log.ts';
import { createClient } from '../../../src/net/client.ts';
import type { Robots } from '../../../src/net/robots.ts';
import { mayAsk, mayRender } from '../../../src/pipeline/render-page.ts';
import type { Renderer } from '../../../src/render/renderer.ts';

const PAGE = 'https://www.harbour.example/news/1';
const noApi: Robots = {
  allowed: async (url) => ({ ok: !url.includes('/api/'), retry: false, crawlDelayMs: null }),
};

describe('rendering', () => {
  test.each([
    ['the host itself', 'https://harbour.example/news/1', true],
    ['one below it', PAGE, true],
    ['with a dot at its end', 'https://harbour.example./news/1', true],
    ['with a port', 'https://harbour.example:8443/news/1', true],
    ['a host that only ends alike', 'https://myharbour.example/news/1', false],
    ['the host above it', 'https://example/news/1', false],
    ['the host as an argument', 'https://pier.example/?harbour.example', false],
    ['no address', 'harbour.example', false],
  ])('is for hosts that are listed: %s', (_, url, expected) => {
    const renderer: Renderer = {
      render: () => Promise.reject(new Error('asked for')),
      close: async () => {},
    };
    expect(mayRender(url, { rendering: { renderer, hosts: ['harbour.example'] } })).toBe(expected);
    expect(mayRender(url, {})).toBe(false);
  });

  test.each([
    ['of the same host', 'https://www.harbour.example/app.js', true],
    ['of another host of the same owner', 'https://static.harbour.example/app.js', true],
    ['of somebody else', 'https://tracker.example/t.js', false],
    ['that robots.txt keeps', 'https://www.harbour.example/api/story', false],
  ])('scripts may ask for what is theirs: an address %s', async (_, url, expected) => {
    expect(await mayAsk(noApi)(url, PAGE)).toBe(expected);
    expect(await mayAsk(null)(url, PAGE)).toBe(!url.includes('tracker'));
  });

  test('is off by default, and refused with a sentence where there is no browser', async () => {
    const client = createClient({ policy: { allow: [], ports: 'any' }, userAgent: 'test' });
    const deps = { client, robots: noApi, log: createLog('silent') };
    expect(await openRendering(settingsSchema.parse({}), deps)).toBeNull();
    const render = { browser: '/nowhere/chromium', hosts: ['harbour.example'] };
    const opened = openRendering(settingsSchema.parse({ render }), deps);
    await expect(opened).rejects.toThrow(BadConfiguration);
    await expect(opened).rejects.toThrow(/there is no program \/nowhere\/chromium that may be started/);
    await client.close();
  });
});
