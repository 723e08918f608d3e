// What becomes of an article after it was told of, in the running service: its page is asked for again, a correction is
// told once more, a new headline is not, a withdrawal is told to those who asked. On both queue backends.
import { describe, expect, test } from 'vitest';
import { runReplay } from '../../src/replay/run.ts';
import { createReplay } from '../../src/store/replays.ts';
import { countAll } from '../../src/store/status.ts';
import { setUpdates } from '../../src/store/updates.ts';
import { backends } from '../support/backends.ts';
import { houseForAll, type Standing } from '../support/grounds-for-all.ts';
import type { TestHouse } from '../support/house.ts';
import { madeArticle, type Press } from '../support/press.ts';
import type { Sink } from '../support/sink.ts';

describe.each(backends())('articles after they were told of, queue on $name', (backend) => {
  let house: TestHouse;
  let sink: Sink;
  let pressOf: Standing['pressOf'];
  houseForAll(backend, (running) => {
    ({ house, sink, pressOf } = running);
  });

  /** An article that everybody was told of. */
  async function told(n: number, phrase: string, names: string[]) {
    const published = await pressOf(n, `the ${phrase}`);
    const ids: number[] = [];
    for (const name of names) ids.push(await house.subscribe(name, `"${phrase}"`, sink));
    await house.watch([published.feed]);
    await house.settled();
    return { ...published, path: published.item.path, ids };
  }
  const edit = (page: { body: string | Buffer }, from: string, to: string) => {
    page.body = String(page.body).replace(from, to);
  };
  /** The time of the article's next visit has come; resolves when it was made and all that follows is done. */
  async function visit({ outlet, path }: { outlet: Press; path: string }): Promise<void> {
    const asked = () => outlet.requests.get(path) ?? 0;
    const before = asked();
    const mine = `url like '${outlet.origin}%'`;
    await house.rows(`update revisit set due_at = now(), queued_at = null where ${mine} returning 1`);
    await house.until('the page asked for again', async () => asked() > before);
    const later = `select 1 from revisit where ${mine} and (stage = 'extract' or due_at <= now())`;
    await house.until('the visit done', async () => (await house.rows(later)).length === 0);
    await house.settled();
  }
  type Event = { type: string; data: { subscription: { name: string }; article: Record<string, unknown> } };
  const heard = (name: string) =>
    sink.received
      .map(({ body }) => JSON.parse(body) as Event)
      .filter(({ data }) => data.subscription.name === name)
      .map(({ type, data: { article } }) =>
        type === 'alert.matched' ? [article.revision, article.change] : [type, article.revision],
      );

  test('a correction is told once more, a headline only to those who want all, a slip to nobody', async () => {
    const article = await told(1, 'Quarry Ruling', ['Usual', 'All', 'None']);
    const [, all, none] = article.ids;
    await setUpdates(house.store, all ?? 0, { updates: 'all' });
    await setUpdates(house.store, none ?? 0, { updates: 'none' });
    const after = ['Usual', 'All', 'None'].map(() => [[1, 'first']]);
    expect(['Usual', 'All', 'None'].map(heard)).toEqual(after);
    edit(article.page, 'first heard of.', 'first heared of.');
    await visit(article);
    expect(['Usual', 'All', 'None'].map(heard)).toEqual(after);
    edit(article.page, '<h1>Report', '<h1>What is known by now: report');
    edit(article.page, '<title>Report', '<title>What is known by now: report');
    await visit(article);
    after[1]?.push([2, 'headline']);
    expect(['Usual', 'All', 'None'].map(heard)).toEqual(after);
    edit(
      article.page,
      '</article>',
      '<p>Correction: an earlier version of this report gave the wrong year.</p></article>',
    );
    await visit(article);
    for (const list of [after[0], after[1]]) list?.push([3, 'correction']);
    expect(['Usual', 'All', 'None'].map(heard)).toEqual(after);
    // nothing has changed since, so there is nothing to tell, and a replay neither asks nor tells
    const requests = article.outlet.requests.get(article.path);
    const [{ visits } = {}] = await house.rows<{ visits: number }>('select visits from revisit');
    const { deps } = house.service() ?? {};
    if (!deps) throw new Error('the service does not run');
    for (const mode of ['shadow', 'fill'] as const) {
      const { id } = await createReplay(house.store, { from: 'extract', mode, selection: {} });
      await runReplay(id, deps);
    }
    await house.settled();
    expect(['Usual', 'All', 'None'].map(heard)).toEqual(after);
    expect(article.outlet.requests.get(article.path)).toBe(requests);
    expect(await house.rows('select visits from revisit')).toEqual([{ visits }]);
  });

  test('who had not heard of an article is told when its text comes to match', async () => {
    const article = await told(20, 'Cobalt Treaty', ['Cobalt']);
    await house.subscribe('Late', '"umber clause"', sink);
    edit(article.page, 'the Cobalt Treaty', 'the umber clause of the Cobalt Treaty');
    // a few words: no news for those who know, but a first match for the other
    edit(article.page, 'It was there that', 'And so it was there and then that');
    await visit(article);
    expect(heard('Cobalt')).toEqual([[1, 'first']]);
    expect(heard('Late')).toEqual([[2, 'minor']]);
  });

  test('a live blog is told a few times, not all day', async () => {
    const article = await told(40, 'Amber Strike', ['Amber']);
    for (let n = 1; n <= 5; n++) {
      edit(
        article.page,
        '</article>',
        `<p>At ${n} o'clock there were ${n * 111} people in the square.</p></article>`,
      );
      await visit(article);
    }
    expect(heard('Amber').map(([number]) => number)).toEqual([1, 2, 3, 4]);
  });

  test('an article that is taken down is marked, and told to those who asked for that', async () => {
    const article = await told(60, 'Silver Ledger', ['Wants', 'Does not']);
    await setUpdates(house.store, article.ids[0] ?? 0, { withdrawals: true });
    article.outlet.pages.delete(article.path);
    await visit(article);
    await house.rows(
      `update revisit set missing_since = now() - interval '1 hour' where missing is not null returning 1`,
    );
    await visit(article);
    const marked = await house.rows<{ withdrawn_reason: string }>(
      'select withdrawn_reason from article where url = $1',
      [article.url],
    );
    expect(marked).toEqual([{ withdrawn_reason: 'gone' }]);
    const counts = await countAll(house.store);
    expect(counts.withdrawn).toBe(1);
    expect(counts.rejected.map(({ reason }) => reason)).not.toContain('withdrawn');
    expect(heard('Wants')).toEqual([
      [1, 'first'],
      ['article.withdrawn', 1],
    ]);
    expect(heard('Does not')).toEqual([[1, 'first']]);
  });

  test('a thousand visits that are due keep no new article waiting', async () => {
    const article = await told(80, 'Ochre Decision', ['Ochre']);
    const { host } = new URL(article.outlet.origin);
    await house.rows(
      `with one as (select * from revisit where host = $1),
         made as (insert into article (key, url, feed_id) select 'old ' || n || one.url, one.url || '?' || n, item.feed_id
            from one join item on item.id = one.item_id, generate_series(1, 1000) n returning id)
       insert into revisit (article_id, item_id, url, host, due_at, until, body_hash)
         select made.id, one.item_id, one.url || '?old', host, now(), now() + interval '1 day', 'x' from one, made returning 1`,
      [host],
    );
    const fresh = madeArticle(81, 'the Ochre Decision');
    article.outlet.pages.set(fresh.page.path, fresh.page);
    article.items.push(fresh.item);
    await house.pollNow();
    await house.settled();
    expect(heard('Ochre')).toHaveLength(2);
    const left = `select count(*)::int as n from revisit where host = $1 and visits = 0 and due_at <= now()`;
    expect((await house.rows<{ n: number }>(left, [host]))[0]?.n).toBeGreaterThan(0);
    await house.rows('delete from revisit where host = $1 returning 1', [host]);
  });
});
