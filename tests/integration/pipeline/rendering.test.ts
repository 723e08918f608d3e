// Pages that only scripts fill, on their way through the running service with a real Chromium: built once, archived as
// built, read again without a browser, visited again; and what becomes of them when the browser can't.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { redo } from '../../../src/replay/redo.ts';
import { chromium } from '../../browser/chromium.ts';
import { backends } from '../../support/backends.ts';
import { groundsForAll, type Standing } from '../../support/grounds-for-all.ts';
import { type Grounds, openTestHouse, type TestHouse } from '../../support/house.ts';
import { madeArticle, type Page, type Press } from '../../support/press.ts';
import type { Sink } from '../../support/sink.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/** An article as `madeArticle` makes it, which stands in an answer of its own that a script puts into an empty page. */
function builtArticle(n: number, phrase: string) {
  const { item, page } = madeArticle(n, phrase);
  const story = /<article>.*<\/article>/.exec(String(page.body))?.[0] ?? '';
  const path = { story: `/api/${n}`, script: `/app-${n}.js` };
  const script = `fetch('${path.story}').then((a) => a.text()).then((t) => { document.getElementById('root').innerHTML = t; });`;
  const shell = `<!doctype html><html lang=en><head><title>${item.title}</title></head><body><div id=root></div><script src="${path.script}"></script></body></html>`;
  const pages: Page[] = [
    { path: item.path, body: shell },
    { path: path.script, body: script, type: 'text/javascript' },
    { path: path.story, body: story },
  ];
  return { item, pages, path };
}

describe.skipIf(chromium === null).each(backends())(
  'pages that only scripts fill, queue on $name',
  (backend) => {
    let grounds: Grounds;
    let house: TestHouse;
    let sink: Sink;
    let press: Standing['press'];
    groundsForAll(backend, (standing) => {
      ({ grounds, sink, press } = standing);
    });
    beforeEach(async () => {
      const render = { browser: chromium!, hosts: ['127.0.0.1'] };
      house = await openTestHouse(await grounds.ground(), { render });
      await house.start();
    });
    afterEach(() => house?.close());

    async function publish({ item, pages }: Pick<ReturnType<typeof builtArticle>, 'item' | 'pages'>) {
      const outlet = await press([item], pages);
      await house.watch(outlet.feeds);
      return outlet;
    }
    const ledger = (stage: string) =>
      house.rows<{ outcome: string; reason: string | null; detail: string | null; facts: object }>(
        'select outcome, reason, detail, facts from ledger where stage = $1 order by id',
        [stage],
      );
    const texts = () => house.rows<{ text: string }>('select text from revision order by id');
    const asked = (press: Press, path: string) => press.requests.get(path) ?? 0;

    test('is read as built, told of, archived as built, read again without a browser, and visited again', async () => {
      const article = builtArticle(1, 'the Lantern Bill');
      const id = await house.subscribe('Lantern', '"lantern bill"', sink);
      const press = await publish(article);
      await house.settled(90_000);
      expect(await texts()).toEqual([
        { text: expect.stringContaining('the Lantern Bill was first heard of') },
      ]);
      const alerts = 'select state from delivery where subscription_id = $1';
      expect(await house.rows(alerts, [id])).toEqual([{ state: 'sent' }]);
      expect(await ledger('fetch')).toMatchObject([
        { outcome: 'done', detail: null, facts: { rendered: true } },
      ]);
      expect(await ledger('extract')).toMatchObject([{ outcome: 'done', reason: null }]);
      const { item, path } = article;
      for (const one of [item.path, path.script, path.story])
        expect([one, asked(press, one)]).toEqual([one, 1]);

      const { deps } = house.service() ?? {};
      const [row] = await house.items();
      if (!deps || !row) throw new Error('the service does not run');
      const { rendering: _, ...without } = deps;
      const again = await redo('extract', row.id, without);
      expect(again?.revision.text).toBe((await texts())[0]?.text);
      expect(asked(press, item.path)).toBe(1);

      // the shell stays what it is; only the answer behind it changes
      const story = press.pages.get(path.story)!;
      story.body = String(story.body).replace(
        '</article>',
        '<p>Correction: an earlier version of this report gave the wrong year.</p></article>',
      );
      await house.rows('update revisit set due_at = now(), queued_at = null returning 1');
      await house.until('the visit', async () => (await texts()).length === 2);
      await house.settled(90_000);
      expect((await texts())[1]?.text).toContain('gave the wrong year');
    });

    test('a page that is read as it came is not built', async () => {
      const { item, page } = madeArticle(2, null);
      const script = { path: '/app.js', body: 'document.body.innerHTML = ""', type: 'text/javascript' };
      page.body = String(page.body).replace('</body>', '<script src="/app.js"></script></body>');
      const press = await publish({ item, pages: [page, script] });
      await house.settled();
      expect(await texts()).toHaveLength(1);
      expect(asked(press, '/app.js')).toBe(0);
      const [{ facts } = {}] = await ledger('fetch');
      expect(facts).not.toHaveProperty('rendered');
    });

    test('what the browser can not build is read as it came, once, and the ledger says why', async () => {
      const article = builtArticle(3, 'the Anchor Bill');
      const script = article.pages[1]!;
      script.body = `document.body.innerHTML = '<i>x</i>'.repeat(500000)`;
      const press = await publish(article);
      await house.settled(90_000);
      expect(await ledger('fetch')).toMatchObject([
        {
          outcome: 'done',
          detail: expect.stringMatching(
            /^The page's scripts could not be run \(the rendered page has \d+ bytes\); it is read as it came\.$/,
          ),
        },
      ]);
      expect(await ledger('extract')).toMatchObject([{ outcome: 'done', reason: 'needs-script' }]);
      expect(await texts()).toEqual([{ text: article.item.summary }]);
      expect(asked(press, article.path.script)).toBe(1);
    });

    test('a stop does not wait for a page in the browser, and the page is built by the next service', async () => {
      const article = builtArticle(4, 'the Kettle Bill');
      const script = article.pages[1]!;
      const good = script.body;
      script.body = 'for (;;);';
      const press = await publish(article);
      await house.until('the script in the browser', async () => asked(press, article.path.script) > 0);
      const start = performance.now();
      await house.stop();
      expect(performance.now() - start).toBeLessThan(15_000);
      script.body = good;
      await house.start();
      await house.settled(90_000);
      expect(await texts()).toEqual([
        { text: expect.stringContaining('the Kettle Bill was first heard of') },
      ]);
    });

    test('a host that is taken from the list costs its articles no visit, and none is taken for withdrawn', async () => {
      const article = builtArticle(5, 'the Saddle Bill');
      await house.subscribe('Saddle', '"saddle bill"', sink);
      await publish(article);
      await house.settled(90_000);
      const { ground } = house;
      await house.close();
      house = await openTestHouse(ground);
      await house.start();
      await house.rows('update revisit set due_at = now(), queued_at = null returning 1');
      await house.until('the visit', async () => (await ledger('revisit')).length > 0);
      expect(await ledger('revisit')).toMatchObject([{ outcome: 'reject', reason: 'needs-script' }]);
      expect(await house.rows('select missing, visits from revisit')).toEqual([{ missing: null, visits: 1 }]);
    });
  },
);
