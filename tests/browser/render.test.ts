// The operator's browser builds pages from scripts, and reaches nothing that our own client would not.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../src/config/limits.ts';
import { createClient } from '../../src/net/client.ts';
import { createRenderer, type Renderer } from '../../src/render/renderer.ts';
import { type LocalServer, startServer } from '../support/local-server.ts';
import { chromium } from './chromium.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** Browsers that a process has started, by their ids; not those that have ended and wait to be noticed. */
const browsersOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return new RegExp(`\\(chrom[^)]*\\) [^Z] ${parent} `).test(stat);
      } catch {
        return false;
      }
    })
    .map(Number);

describe.skipIf(chromium === null)('in Chromium', () => {
  let site: LocalServer;
  let inner: LocalServer;
  let renderer: Renderer;
  const open: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    site = await startServer((request, response) => {
      if (request.url === '/moved') return response.writeHead(302, { location: '/to/text' }).end();
      response.setHeader('content-type', request.url === '/text' ? 'text/plain' : 'text/javascript');
      response.end(
        request.url === '/text'
          ? 'The ferry sails again on Monday.'
          : "fetch('/text').then((a) => a.text()).then((t) => { document.body.innerHTML = '<article><p>' + t + '</p></article>'; });",
      );
    });
    // another address of this machine, which the policy does not open
    inner = await startServer((_request, response) => response.end('secret'), { host: '127.0.0.2' });
    renderer = rendererOf();
  });
  afterEach(() => Promise.all(open.splice(0).map((close) => close())));
  afterAll(async () => {
    await renderer?.close();
    await Promise.all([site.close(), inner.close()]);
  });

  function rendererOf(deadlineMs = 60_000, mayAsk?: (url: string) => boolean): Renderer {
    const policy = { allow: ['127.0.0.1/32'], ports: 'any' as const };
    return createRenderer({
      browser: chromium!,
      client: createClient({ policy, userAgent: 'presswatch-test' }),
      deadlineMs,
      ...(mayAsk === undefined ? {} : { mayAsk }),
    });
  }
  async function render(html: string, by = renderer): Promise<string> {
    const bytes = new TextEncoder().encode(html);
    const outcome = await by.render({ url: `${site.origin}/page`, bytes, contentType: 'text/html' });
    return outcome.kind === 'done' ? new TextDecoder().decode(outcome.value) : outcome.reason;
  }

  test('a page that only its script fills is read as built', async () => {
    expect(await render('<div id=root></div><script src=/app.js></script>')).toContain(
      'sails again on Monday',
    );
  });

  test('addresses that are not open are never reached, by whatever element or script', async () => {
    const html = `<img src="${inner.origin}/img"><iframe src="${inner.origin}/frame"></iframe>
      <link rel=stylesheet href="${inner.origin}/css"><script src="${inner.origin}/js"></script>
      <form id=f method=post action="${inner.origin}/post"></form>
      <script>
        fetch('${inner.origin}/fetch'); fetch('http://169.254.169.254/latest'); navigator.sendBeacon('${inner.origin}/beacon');
        new WebSocket('${inner.origin.replace('http', 'ws')}/socket'); new EventSource('${inner.origin}/events');
        new Worker(URL.createObjectURL(new Blob(["fetch('${inner.origin}/worker')"])));
        open('${inner.origin}/popup'); alert('stay'); confirm('stay');
        setTimeout(() => { location.href = '${inner.origin}/away'; f.submit(); }, 50);
        const a = document.createElement('a'); a.href = '${inner.origin}/file'; a.download = 'x'; a.click();
        location.href = '${inner.origin}/at-once';
      </script><p>words of the page</p>`;
    const start = performance.now();
    expect(await render(html)).toContain('words of the page');
    expect(inner.requests()).toEqual([]);
    expect(inner.connections()).toBe(0);
    expect(performance.now() - start).toBeLessThan(LIMITS.renderLoadMs);
  });

  test('a page that leads elsewhere while it is read stays, and is read whole; its own views may change the address', async () => {
    const html = `<meta http-equiv=refresh content="0;url=/elsewhere"><script>
      history.pushState(null, '', '/view'); location.assign('/text'); top.location = '${site.origin}/other';
      </script><p>words behind the script</p><script>document.write('<i>' + location.pathname + '</i>')</script>`;
    const built = await render(html);
    expect(built).toContain('words behind the script');
    expect(built).toContain('<i>/view</i>');
  });

  test('a script is given only what may be asked for, and no redirect leads past that', async () => {
    const asked: string[] = [];
    const narrow = rendererOf(60_000, (url) => {
      asked.push(new URL(url).pathname);
      return !url.endsWith('/text');
    });
    open.push(narrow.close);
    const built = await render('<div id=root>as it came</div><script src=/app.js></script>', narrow);
    expect(asked).toEqual(['/app.js', '/text']);
    expect(built).toContain('as it came');
    asked.length = 0;
    await render('<script src=/moved></script>', narrow);
    expect(asked).toEqual(['/moved', '/to/text']);
    expect(site.requests().some((one) => one.endsWith('/to/text'))).toBe(false);
  });

  test('a browser that died is started again for the next page', async () => {
    const others = browsersOf(process.pid);
    const mortal = rendererOf();
    open.push(mortal.close);
    expect(await render('<p>before</p>', mortal)).toContain('before');
    const [running] = browsersOf(process.pid).filter((pid) => !others.includes(pid));
    process.kill(running!, 'SIGKILL');
    await expect.poll(() => browsersOf(process.pid)).toEqual(others);
    expect(await render('<p>after</p>', mortal)).toContain('after');
    await mortal.close();
    expect(browsersOf(process.pid)).toEqual(others);
  });

  test('a script that never ends is ended, and the next page is right', async () => {
    const hurried = rendererOf(8000);
    open.push(hurried.close);
    expect(await render('<script>for (;;);</script>', hurried)).toBe('deadline');
    expect(await render('<p>the next page</p>', hurried)).toContain('the next page');
  });
});
