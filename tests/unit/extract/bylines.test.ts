// Bylines and dates as news pages of many kinds write them: page by page, all our own. A new way of writing is a new row.
import { describe, expect, test } from 'vitest';
import { readDate, readRelativeDate } from '../../../src/extract/metadata/date.ts';
import { namesIn } from '../../../src/extract/metadata/names.ts';
import { ld, meta, type Page, readPage, SEEN_AT } from './read-page.ts';

const H1 = '<h1>The ferry sails again</h1>';

describe('who wrote it', () => {
  test.each<[string, Page, string | null]>([
    [
      'several links in one line',
      {
        body: `${H1}<p>By <a rel=author href=/a>Ada Lindqvist</a> and <a rel=author href=/b>Tom Okoro</a></p>`,
      },
      'Ada Lindqvist, Tom Okoro',
    ],
    [
      'a reviewer is no author',
      {
        body: `${H1}<p>By <a rel=author href=/a>Ada Lindqvist</a>. Reviewed by <a rel=author href=/b>Tom Okoro</a></p>`,
      },
      'Ada Lindqvist',
    ],
    [
      'a label and a name in two elements',
      { body: `${H1}<div><span>Words by</span><span>Ada Lindqvist</span></div>` },
      'Ada Lindqvist',
    ],
    ['a label with a colon', { body: `${H1}<div><b>Text:</b> Ada Lindqvist</div>` }, 'Ada Lindqvist'],
    [
      'a label in German',
      { html: 'lang=de', body: `${H1}<p>Ein Beitrag von Ada Lindqvist</p>` },
      'Ada Lindqvist',
    ],
    [
      'a label in French',
      { html: 'lang=fr', body: `${H1}<div class=author>Publié par Ada Lindqvist, le 14 mars 2031</div>` },
      'Ada Lindqvist',
    ],
    [
      'a label in Spanish',
      { html: 'lang=es', body: `${H1}<div class=autor>Escrito por Ada Lindqvist</div>` },
      'Ada Lindqvist',
    ],
    [
      'a label in Russian',
      { html: 'lang=ru', body: `${H1}<div class=author>Автор: Анна Линдквист</div>` },
      'Анна Линдквист',
    ],
    ['a label in Chinese', { html: 'lang=zh', body: `${H1}<div class=author>作者：王小明</div>` }, '王小明'],
    [
      'a drawing of a person',
      {
        body: `${H1}<ul><li><i class="bi bi-person"></i> Ada Lindqvist</li><li><i class="bi bi-clock"></i> 14 March 2031</li></ul>`,
      },
      'Ada Lindqvist',
    ],
    [
      'a line of its own beside the date',
      { body: `${H1}<p>Ada Lindqvist</p><p>14 March 2031</p>` },
      'Ada Lindqvist',
    ],
    ['no heading beside the date', { body: `${H1}<p>Company News</p><p>14 March 2031</p>` }, null],
    [
      'no name far from the date',
      { body: `${H1}<p>Harbour Town</p><p>The coast</p><p>14 March 2031</p>` },
      null,
    ],
    [
      'an agency',
      {
        head: ld({
          '@type': 'NewsArticle',
          author: { '@type': 'Organization', name: 'Northern Press Agency' },
        }),
      },
      'Northern Press Agency',
    ],
    [
      'a person before the site itself',
      {
        head: ld({
          '@type': 'NewsArticle',
          author: { name: 'Harbour News' },
          publisher: { name: 'Harbour News' },
        }),
        body: `${H1}<div class=byline>By Ada Lindqvist</div>`,
      },
      'Ada Lindqvist',
    ],
    [
      'not who wrote a comment',
      { end: '<div itemprop=comment><span itemprop=author>Tom Okoro</span></div>' },
      null,
    ],
    [
      'not who took the picture',
      { head: ld({ '@type': 'ImageObject', author: { name: 'Tom Okoro' } }) },
      null,
    ],
    [
      'not who reviewed a product on the page',
      { head: ld([{ '@type': 'Product', author: 'Tom Okoro' }]) },
      null,
    ],
    [
      'not the author of a card beside it',
      {
        end: '<aside><div class="author-card">Tom Okoro</div></aside><footer>By Tom Okoro</footer>',
        body: `${H1}<div class=byline>By Ada Lindqvist</div>`,
      },
      'Ada Lindqvist',
    ],
    [
      'several in the data by reference',
      {
        head: ld({
          '@graph': [
            { '@type': 'NewsArticle', author: [{ '@id': '#a' }, { '@id': '#b' }] },
            { '@type': 'Person', '@id': '#a', name: 'Ada Lindqvist' },
            { '@type': 'Person', '@id': '#b', name: 'Tom Okoro' },
          ],
        }),
      },
      'Ada Lindqvist, Tom Okoro',
    ],
    [
      'a name list in the data',
      { head: ld({ '@type': 'NewsArticle', author: { name: ['Ada Lindqvist', 'Tom Okoro'] } }) },
      'Ada Lindqvist, Tom Okoro',
    ],
    [
      'two tags',
      { head: '<meta name=author content="Ada Lindqvist"><meta name=author content="Tom Okoro">' },
      'Ada Lindqvist, Tom Okoro',
    ],
  ])('%s', (_name, page, byline) => expect(readPage(page).byline).toBe(byline));

  test('the list of authors leaves out the degrees that a byline shows', () => {
    const { byline, about } = readPage({ body: `${H1}<div class=byline>By Ada Lindqvist, MS, RD</div>` });
    expect([byline, about.authors]).toEqual(['Ada Lindqvist, MS, RD', ['Ada Lindqvist']]);
  });

  test.each([
    ['Ada Lindqvist, MS, RD', ['Ada Lindqvist, MS, RD']],
    ['Ada Lindqvist, Ph.D.', ['Ada Lindqvist, Ph.D.']],
    ['TOM OKORO, NP Business Writer', ['TOM OKORO']],
    ['Ada Lindqvist, Tom Okoro Senior Editor', ['Ada Lindqvist', 'Tom Okoro']],
    ['Ada Lindqvist. Northern Press', ['Ada Lindqvist']],
    ['By Ada Lindqvist, Tom Okoro & Mei Chen', ['Ada Lindqvist', 'Tom Okoro', 'Mei Chen']],
    ['Von Ada Lindqvist und Tom Okoro', ['Ada Lindqvist', 'Tom Okoro']],
    ['Por Ada Lindqvist y Tom Okoro', ['Ada Lindqvist', 'Tom Okoro']],
    ['Par Ada Lindqvist et Tom Okoro', ['Ada Lindqvist', 'Tom Okoro']],
    ['Analysis by Ada Lindqvist', ['Ada Lindqvist']],
    ['Ada van der Berg', ['Ada van der Berg']],
    ['Jean-Luc de la Tour', ['Jean-Luc de la Tour']],
    ["Sinéad O'Brien", ["Sinéad O'Brien"]],
    ['Martin Berg Jr.', ['Martin Berg Jr.']],
    ['We are a small shop of things from the coast', []],
    ['Share', []],
    ['3 comments', []],
    ['Redakteur', []],
    ['Гость', []],
  ])('names in "%s"', (text, names) => expect(namesIn(text)).toEqual(names));
});

describe('when', () => {
  const hints = { monthFirst: false, latest: SEEN_AT + 86_400_000, seenAt: SEEN_AT };
  test.each([
    ['14 March 2031 9:20 am ET', '2031-03-14T09:20:00-04:00'],
    ['14 January 2031 9:20 am ET', '2031-01-14T09:20:00-05:00'],
    ['March 14, 2031, 9 p.m. PT', '2031-03-14T21:00:00-07:00'],
    ['14.03.2031, 14.30 Uhr', '2031-03-14T14:30:00Z'],
    ['14. März 2031 um 9:20 Uhr MEZ', '2031-03-14T09:20:00+01:00'],
    ['Fri 14 Mar 2031 09.20 GMT', '2031-03-14T09:20:00Z'],
    ['2031-03-14 09:20 UTC+2', '2031-03-14T09:20:00+02:00'],
    ['2031-03-14T09:20:11.123+0530', '2031-03-14T09:20:11+05:30'],
    ['14 марта 2031, 09:20', '2031-03-14T09:20:00Z'],
    ['14 березня 2031', '2031-03-14'],
    ['14. března 2031', '2031-03-14'],
    ['14. maaliskuuta 2031', '2031-03-14'],
    ['2031. március 14.', '2031-03-14'],
    ['14 martie 2031', '2031-03-14'],
    ['١٤/٠٣/٢٠٣١', '2031-03-14'],
    ['March 1, 2031Updated March 2, 2031', '2031-03-01'],
    ['1 March 2031 - 2 March 2031', '2031-03-01'],
    ['14 March 2099', null],
    ['0001-01-01T00:00:00Z', null],
    ['1970-01-01T00:00:00Z', null],
    ['2031-13-45', null],
    ['10/04/2031', '2031-04-10'],
    // the tenth of November has not come yet
    ['04/11/2031', '2031-04-11'],
  ])('"%s" is %s', (text, date) => expect(readDate(text, hints)).toBe(date));

  test.each([
    ['3 hours ago', '2031-05-01'],
    ['2 days ago', '2031-04-29'],
    ['vor 3 Tagen', '2031-04-28'],
    ['il y a 2 jours', '2031-04-29'],
    ['hace 2 días', '2031-04-29'],
    ['gestern', '2031-04-30'],
    ['a week ago', '2031-04-24'],
    ['two ferries ago', null],
  ])('"%s", counted from when it was seen, is %s', (text, date) =>
    expect(readRelativeDate(text, hints)).toBe(date),
  );

  test('a relative day without a day it was seen is none', () => {
    expect(readRelativeDate('2 days ago', { monthFirst: false, latest: 0 })).toBeNull();
  });

  test.each<[string, Page, string | null]>([
    ['a relative day where nothing else stands', { body: `${H1}<p>2 days ago</p>` }, '2031-04-29'],
    [
      'a stated day before a relative one',
      { head: meta('article:published_time', '2031-03-14'), body: `${H1}<p>2 days ago</p>` },
      '2031-03-14',
    ],
    [
      'a day to come is refused, the next one is taken',
      { head: ld({ '@type': 'NewsArticle', datePublished: '2031-09-14' }) + meta('pubdate', '2031-03-14') },
      '2031-03-14',
    ],
    [
      'the month first on an American page',
      { html: 'lang="en-US"', body: `${H1}<p>03/04/2031</p>` },
      '2031-03-04',
    ],
    [
      'the month first on an English page of no country',
      { html: 'lang=en', url: 'https://harbour.com/ferry', body: `${H1}<p>03/04/2031</p>` },
      '2031-03-04',
    ],
    [
      'the day first on a British one',
      { html: 'lang=en', url: 'https://harbour.co.uk/ferry', body: `${H1}<p>03/04/2031</p>` },
      '2031-04-03',
    ],
    [
      'the day first on a German one',
      { html: 'lang=de', url: 'https://harbour.com/ferry', body: `${H1}<p>03/04/2031</p>` },
      '2031-04-03',
    ],
    [
      'published before updated, whichever stands first',
      { body: `${H1}<p>Updated 20 March 2031 | Published 14 March 2031</p>` },
      '2031-03-14',
    ],
    [
      'what stands before the update',
      { body: `${H1}<p>14 March 2031 (updated 20 March 2031)</p>` },
      '2031-03-14',
    ],
    [
      'a hidden date of a dated element',
      { body: `${H1}<span class=post-date data-timestamp=1931246400>Friday 2031</span>` },
      '2031-03-14T09:20:00.000Z',
    ],
    [
      'not the day of a card beside the article',
      {
        body: `${H1}<p>14 March 2031</p>`,
        end: '</article><aside><time datetime=2031-04-20>20 April</time></aside><article>',
      },
      '2031-03-14',
    ],
    [
      'the address by the month’s name',
      { url: 'https://harbour.example/coast/2031/mar/14/ferry' },
      '2031-03-14',
    ],
    ['the address by digits', { url: 'https://harbour.example/coast/20310314-ferry' }, '2031-03-14'],
    [
      'no day in a long number of the address',
      { url: 'https://harbour.example/coast/203103141077343476-ferry' },
      null,
    ],
    ['not the day of a comment', { head: ld({ '@type': 'Comment', datePublished: '2031-04-20' }) }, null],
  ])('%s', (_name, page, date) => expect(readPage(page).publishedAt).toBe(date));
});

describe('the title', () => {
  test.each<[string, Page, string]>([
    [
      'without the site behind a dash',
      { body: '', title: 'The ferry sails again - Harbour' },
      'The ferry sails again',
    ],
    [
      'without the site before a colon',
      { body: '', title: 'Harbour: The ferry sails again' },
      'The ferry sails again',
    ],
    [
      'without a kicker in the same heading',
      {
        head: meta('og:title', 'The ferry sails again'),
        body: '<h1><span>Opinion</span> The ferry sails again</h1>',
      },
      'The ferry sails again',
    ],
    [
      'whole where the data cuts it off',
      {
        head:
          ld({ '@type': 'NewsArticle', headline: 'The ferry sails again after…' }) +
          meta('og:title', 'The ferry sails again after the storm'),
        body: '',
      },
      'The ferry sails again after the storm',
    ],
    [
      'with a colon of its own',
      { body: '', title: 'Storm: the ferry sails again' },
      'Storm: the ferry sails again',
    ],
    [
      'with a dash of its own',
      { body: '', title: 'The ferry sails again – at last' },
      'The ferry sails again – at last',
    ],
  ])('%s', (_name, page, title) => expect(readPage(page).title).toBe(title));
});
