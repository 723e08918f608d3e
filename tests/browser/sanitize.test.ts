// What the allow list lets through, in a real browser: no script runs, nothing but images is asked for, nothing is
// clobbered, whether the HTML is set into a page, opened as a document, or written out and read again twice.
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { extractPage } from '../../src/extract/extract.ts';
import { parse } from '../../src/extract/parse.ts';
import { sanitize } from '../../src/extract/sanitize.ts';
import { attacks } from '../unit/extract/attacks.ts';
import { CHROMIUM_FLAGS, chromium } from './chromium.ts';
import { mutations } from './mutations.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const READER = 'https://reader.example/';
const TAGS =
  'p br h1 h2 h3 h4 ul ol li blockquote pre code em strong b i a img figure figcaption table thead tbody tr th td hr sub sup time abbr';
const ATTRIBUTES = 'href src alt title datetime lang dir rel';
const corpus = [...new Set([...attacks, ...mutations])];
/** enough to see that the reader notices */
const sample = corpus.filter((_, i) => i % 4 === 0);
const BATCH = 40;

const cleaned = (html: string) => sanitize(parse(html).body, 'https://harbour.example/news/');

/** The attack in the midst of an article, through the whole of extraction. */
function extracted(html: string): string {
  const prose =
    '<p>The ferry left the harbour at dawn, and the crew said that the storm had passed at night.</p>';
  const page = `<title>Ferry</title><main><article>${prose}${html}${prose.repeat(3)}</article></main>`;
  const bytes = new TextEncoder().encode(page);
  const outcome = extractPage({ bytes, contentType: 'text/html', url: 'https://harbour.example/news/' });
  return outcome.kind === 'done' ? outcome.value.html : '';
}

type Verdict = { index: number; problems: string[] };

/**
 * Runs in the browser. Reads each piece of HTML in every way and pokes every element; says what happened.
 * `strict`: also what stands outside the allow list.
 */
async function readAll({ pieces, tags, attributes, strict }: Task): Promise<Verdict[]> {
  const known = new Set([...Object.getOwnPropertyNames(window), 'hits']);
  const verdicts: Verdict[] = [];
  const host = document.createElement('div');
  document.body.append(host);
  const turn = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

  const poke = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.closest('a')) continue;
      for (const type of [
        'click',
        'mouseover',
        'mouseenter',
        'focus',
        'pointerover',
        'toggle',
        'animationstart',
      ])
        element.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };
  const outside = (root: ParentNode): string[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(tags.includes(element.localName) && element.namespaceURI === 'http://www.w3.org/1999/xhtml'
        ? []
        : [`element ${element.localName}`]),
      ...[...element.attributes].flatMap(({ name, value }) => {
        if (!attributes.includes(name)) return [`attribute ${name}`];
        return (name === 'href' || name === 'src') && !/^(?:https?|mailto):/.test(value)
          ? [`address ${value}`]
          : [];
      }),
    ]);
  const asDocument = async (html: string): Promise<string[]> => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.srcdoc = `<!doctype html><body>${html}</body>`;
    host.replaceChildren(frame);
    await Promise.race([loaded, turn(1000)]);
    const inside = frame.contentDocument;
    if (inside === null) return ['the frame went elsewhere'];
    poke(inside.body ?? inside);
    await turn();
    return strict && inside.body ? outside(inside.body) : [];
  };
  const asPart = async (html: string): Promise<string[]> => {
    host.innerHTML = html;
    poke(host);
    await turn();
    return strict ? outside(host) : [];
  };

  for (const [index, piece] of pieces.entries()) {
    window.hits = [];
    const found: string[] = [];
    // what a reader writes out and reads again is mostly what it read
    const read = new Set<string>();
    for (let html = piece; read.size < 3 && !read.has(html); html = host.innerHTML) {
      read.add(html);
      found.push(...(await asDocument(html)), ...(await asPart(html)));
    }
    await turn(strict ? 0 : 15);
    // frames stand in a window by number
    const clobbered = Object.getOwnPropertyNames(window).filter(
      (name) => !known.has(name) && !/^\d+$/.test(name),
    );
    const problems = [...new Set([...found, ...window.hits, ...clobbered.map((name) => `global ${name}`)])];
    if (problems.length > 0) verdicts.push({ index, problems });
    host.replaceChildren();
  }
  return verdicts;
}

type Task = { pieces: string[]; tags: string[]; attributes: string[]; strict: boolean };
declare global {
  interface Window {
    hits: string[];
  }
}

describe.skipIf(chromium === null)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await driver.launch({ executablePath: chromium!, args: CHROMIUM_FLAGS });
  });
  afterAll(() => browser?.close());

  /** What each piece did, and every request that was no image. */
  async function read(
    clean: (html: string) => string,
    strict: boolean,
  ): Promise<{ verdicts: string[]; requests: string[] }> {
    // many attacks leave the same; the first stands for all
    const sources = new Map((strict ? corpus : sample).toReversed().map((attack) => [clean(attack), attack]));
    const pieces = [...sources.keys()];
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('dialog', (dialog) => void dialog.dismiss());
    page.on('popup', (popup) => requests.push(`popup ${popup.url()}`));
    page.on('download', (download) => requests.push(`download ${download.url()}`));
    await page.route('**/*', (route) => {
      const { url, type } = { url: route.request().url(), type: route.request().resourceType() };
      if (url === READER) return route.fulfill(readerPage);
      if (type !== 'image') requests.push(`${type} ${url}`);
      // an answer without content: the page that asked stays
      return route.fulfill({ status: 204 });
    });
    await page.addInitScript(noticeHits);
    const verdicts: string[] = [];
    for (let from = 0; from < pieces.length; from += BATCH) {
      const batch = pieces.slice(from, from + BATCH);
      await page.goto(READER);
      const task = { pieces: batch, tags: TAGS.split(' '), attributes: ATTRIBUTES.split(' '), strict };
      const found = await evaluate(page, task);
      for (const { index, problems } of found)
        verdicts.push(`${problems.join(', ')}: ${sources.get(batch[index]!)}`);
    }
    await page.close();
    return { verdicts, requests };
  }

  test('the corpus is large, and the reader notices what it does when nothing cleans it', async () => {
    expect(corpus.length).toBeGreaterThan(300);
    const { verdicts } = await read((html) => html, false);
    const fired = verdicts.filter((verdict) => verdict.includes('alert'));
    expect(fired.length).toBeGreaterThan(25);
  });

  test('nothing of the corpus is harmful once it is cleaned', async () => {
    expect(await read(cleaned, true)).toEqual({ verdicts: [], requests: [] });
  });

  test('nothing of the corpus is harmful in the midst of an article', async () => {
    expect(await read(extracted, true)).toEqual({ verdicts: [], requests: [] });
  });
});

/** reports what its policy would forbid, and forbids nothing, so that an attack could succeed */
const readerPage = {
  contentType: 'text/html',
  headers: {
    'content-security-policy-report-only':
      "default-src 'none'; img-src http: https:; base-uri 'none'; form-action 'none'",
  },
  body: '<!doctype html><title>reader</title><body>',
};

function noticeHits(): void {
  const top = window.top as Window;
  top.hits ??= [];
  for (const name of ['alert', 'confirm', 'prompt', 'print'] as const)
    window[name] = (() => top.hits.push('alert')) as never;
  document.addEventListener('securitypolicyviolation', (event) => {
    // the frame that reads a document is ours
    if (event.effectiveDirective !== 'frame-src') top.hits.push(`policy ${event.effectiveDirective}`);
  });
}

const evaluate = async (page: Page, task: Task): Promise<Verdict[]> =>
  page.evaluate(readAll, task).catch((error: unknown) => {
    // an attack that is not cleaned may take the page away, and its batch with it
    if (task.strict) throw error;
    return [];
  });
