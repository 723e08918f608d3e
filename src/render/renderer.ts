// Runs the scripts of a page in the operator's own Chromium and gives back what they built. Off unless configured.
// The browser never touches the network: every request of a page is answered by our guarded client or refused, names do
// not resolve inside it, and what slips past the interception meets a proxy that is not there.
import type { Browser, LaunchOptions, Page, Route } from 'playwright-core';
import { LIMITS } from '../config/limits.ts';
import type { Log } from '../lib/log.ts';
import { createTurns } from '../lib/turns.ts';
import { done, type Outcome, reject, retry } from '../model/outcome.ts';
import type { Client } from '../net/client.ts';

/** A page as it was fetched; its document is not asked for again. */
export type PlainPage = { url: string; bytes: Uint8Array; contentType: string | null };

export type Renderer = {
  /**
   * The page's document as HTML, once its scripts came to rest or time was up. One page at a time.
   * @param begin called when the page's turn has come; what it throws is thrown, nothing else ever is
   */
  render(page: PlainPage, begin?: () => Promise<void>): Promise<Outcome<Uint8Array>>;
  /** Ends the browser; what is being rendered comes back as `retry`. */
  close(): Promise<void>;
};

export type RendererOptions = {
  /** path of Chromium */
  browser: string;
  client: Client;
  /** whether a page's script may have this address, beside what the client refuses; every one by default */
  mayAsk?: (url: string, page: string) => boolean | Promise<boolean>;
  /** for one page, ms */
  deadlineMs?: number;
  log?: Log;
};

/** what scripts need to build a text; images, media, fonts, sockets, frames and beacons they do without */
const ANSWERED = new Set(['script', 'xhr', 'fetch', 'stylesheet']);
/** said by the transport, untrue of the bytes that we hand on */
const NOT_HANDED_ON = new Set(
  'content-encoding content-length transfer-encoding connection keep-alive set-cookie'.split(' '),
);
/**
 * Dialogs and windows would hold the script up. A page that leads elsewhere, or sends a form, while it is read would wait
 * for that place, unread; kept from it, it goes on. Addresses that an application gives its own views stay allowed.
 */
const QUIETEN = `
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = () => null;
  globalThis.navigation?.addEventListener("navigate", (event) => {
    if (!event.destination.sameDocument) event.preventDefault();
  });
  // a form that is kept back only by the event above leaves Chromium waiting for it
  HTMLFormElement.prototype.submit = () => {};
  addEventListener("submit", (event) => event.preventDefault(), true);`;
/** what a server needs to see to answer a script of another of its hosts */
const ASKED_WITH = ['accept', 'origin', 'referer'];
const FLAGS = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // nothing listens on the discard port; without the second flag loopback would go past the proxy
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** Makes the renderer; the browser starts with the first page, and again after it died. */
export function createRenderer({ browser: path, log, ...options }: RendererOptions): Renderer {
  const { client, mayAsk = () => true, deadlineMs = LIMITS.renderMs } = options;
  const inTurn = createTurns();
  let browser: Promise<Browser> | null = null;
  let isClosed = false;

  async function start(): Promise<Browser> {
    const { chromium } = await import('playwright-core');
    const started = await chromium.launch(launchOptions(path));
    started.on('disconnected', () => {
      browser = null;
    });
    return started;
  }

  async function stop(): Promise<void> {
    const running = browser;
    browser = null;
    await (await running?.catch(() => null))?.close().catch(() => undefined);
  }

  async function renderOne(page: PlainPage): Promise<Outcome<Uint8Array>> {
    if (isClosed) return retry('aborted', 'shutting down');
    const call = new AbortController();
    const late = Promise.withResolvers<Outcome<Uint8Array>>();
    const timer = setTimeout(
      () => late.resolve(reject('deadline', `the page's scripts took longer than ${deadlineMs} ms`)),
      deadlineMs,
    );
    const wasRunning = browser !== null;
    browser ??= start();
    const reach = { client, mayAsk, signal: call.signal };
    try {
      const built = browser.then((running) => inContext(running, page, reach));
      return await Promise.race([built, late.promise]);
    } catch (error) {
      await stop();
      if (isClosed) return retry('aborted', 'shutting down');
      // it may have died long before this page
      if (wasRunning) return renderOne(page);
      log?.warn({ event: 'page.not-rendered', url: page.url, detail: firstLine(error) });
      return reject('unreadable', 'the browser could not render the page');
    } finally {
      clearTimeout(timer);
      call.abort();
      // a script that never ends holds its tab, and only the end of the browser ends it
      if ((await Promise.race([late.promise, null])) !== null) await stop();
    }
  }

  return {
    render: (page, begin) =>
      inTurn(async () => {
        await begin?.();
        return renderOne(page);
      }),
    async close() {
      isClosed = true;
      await stop();
      // a browser that was just starting is ended by the page that it was started for
      await inTurn(stop);
    },
  };
}

/** How the browser is started: no sandbox for root only, no way out but through us. */
export const launchOptions = (path: string): LaunchOptions => ({
  executablePath: path,
  args: FLAGS,
  // Chromium refuses to sandbox itself as root
  chromiumSandbox: process.getuid?.() !== 0,
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
});

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

type Reach = Required<Pick<RendererOptions, 'client' | 'mayAsk'>> & { signal: AbortSignal };

/** A fresh, incognito context for one page. */
async function inContext(browser: Browser, plain: PlainPage, reach: Reach): Promise<Outcome<Uint8Array>> {
  const context = await browser.newContext({
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
    userAgent: reach.client.userAgent,
  });
  try {
    const page = await context.newPage();
    context.on('page', (popup) => void popup.close().catch(() => undefined));
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    await context.addInitScript(QUIETEN);
    await context.routeWebSocket(/.*/, (socket) => socket.close());
    await context.route(/.*/, createAnswerer(page, plain, reach));
    // a page that never loads whole still has what it holds by then
    await page.goto(plain.url, { waitUntil: 'load', timeout: LIMITS.renderLoadMs }).catch(() => undefined);
    await page.waitForLoadState('networkidle', { timeout: LIMITS.renderRestMs }).catch(() => undefined);
    // the mark outweighs the charset that the page declared when it came
    const bytes = new TextEncoder().encode(`\ufeff${await page.content()}`);
    return bytes.length > LIMITS.pageBytes
      ? reject('too-large', `the rendered page has ${bytes.length} bytes`)
      : done(bytes);
  } finally {
    await context.close().catch(() => undefined);
  }
}

/** Answers the requests of one page, one after the other, as politely as any of ours. */
function createAnswerer(page: Page, plain: PlainPage, { client, mayAsk, signal }: Reach) {
  let asked = 0;
  let bytesLeft: number = LIMITS.renderBytes;
  const inTurn = createTurns();
  let hasDocument = false;

  async function answer(route: Route): Promise<void> {
    const request = route.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      // an answer without content: the page stays where it is
      if (hasDocument) return route.fulfill({ status: 204 });
      hasDocument = true;
      return route.fulfill({
        contentType: plain.contentType ?? 'text/html',
        body: Buffer.from(plain.bytes),
      });
    }
    if (signal.aborted || request.method() !== 'GET') return route.abort();
    if (!ANSWERED.has(request.resourceType()) || asked >= LIMITS.renderRequests) return route.abort();
    asked++;
    if (!(await mayAsk(request.url(), plain.url))) return route.abort();
    const headers = Object.entries(request.headers()).filter(([name]) => ASKED_WITH.includes(name));
    const got = await client.get(request.url(), {
      headers: Object.fromEntries(headers),
      beforeHop: async (url) =>
        (await mayAsk(url, plain.url)) ? null : reject('bad-url', 'leads to somebody else'),
      maxBytes: Math.min(bytesLeft, LIMITS.pageBytes),
      deadlineMs: LIMITS.fetchMs,
      signal,
    });
    if (got.kind !== 'done') return route.abort();
    const { status, headers: answered, bytes } = got.value;
    bytesLeft -= bytes.length;
    const handedOn = Object.entries(answered).filter(([name]) => !NOT_HANDED_ON.has(name));
    return route.fulfill({ status, headers: Object.fromEntries(handedOn), body: Buffer.from(bytes) });
  }

  return (route: Route): Promise<void> =>
    inTurn(() => answer(route)).catch(() => route.abort().catch(() => undefined));
}
