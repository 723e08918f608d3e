// What a page says beside title, author and date, with the place each was found in; and what is not believed.
import { describe, expect, test } from 'vitest';
import { registrable } from '../../../src/extract/metadata/registrable.ts';
import { ld, meta, type Page, readPage } from './read-page.ts';

const article = (more: Record<string, unknown>) =>
  ld({ '@type': 'NewsArticle', headline: 'The ferry sails again', ...more });
const canonical = (href: string) => `<link rel="canonical" href="${href}">`;

test('every field says where it was found', () => {
  const { about } = readPage({
    html: 'lang="en-GB"',
    head:
      article({
        author: { name: 'Ada Lindqvist' },
        dateModified: '2031-03-16',
        articleSection: 'Coast',
        isAccessibleForFree: true,
      }) +
      meta('article:published_time', '2031-03-14') +
      meta('og:site_name', 'Harbour News') +
      meta('og:image', '/i.jpg') +
      canonical('/news/ferry'),
  });
  expect(about.sources).toEqual({
    title: 'headline',
    byline: 'json-ld author',
    published: 'meta article:published_time',
    modified: 'json-ld dateModified',
    site: 'og og:site_name',
    section: 'json-ld articleSection',
    lang: 'html lang',
    canonical: 'link canonical',
    image: 'og og:image',
    paywalled: 'json-ld isAccessibleForFree',
  });
});

test('a page that says nothing of itself has no sources but its title', () => {
  expect(readPage({}).about).toEqual({
    authors: [],
    modifiedAt: null,
    section: null,
    paywalled: null,
    variant: null,
    corrections: [],
    sources: { title: 'headline', site: 'title' },
  });
});

describe('canonical address', () => {
  const HERE = 'https://www.harbour.example/news/ferry';
  test.each<[string, Page, string | null]>([
    [
      'another host of the owner',
      { head: canonical('https://news.harbour.example/ferry') },
      'https://news.harbour.example/ferry',
    ],
    [
      'two hosts below one name of a country with second levels',
      { url: 'https://www.harbour.co.uk/a', head: canonical('https://m.harbour.co.uk/a') },
      'https://m.harbour.co.uk/a',
    ],
    [
      'no other owner below it',
      { url: 'https://www.harbour.co.uk/a', head: canonical('https://other.co.uk/a') },
      null,
    ],
    [
      'no neighbour on a shared host',
      { url: 'https://ada.wordpress.com/a', head: canonical('https://tom.wordpress.com/a') },
      null,
    ],
    [
      'never another owner by its own word',
      { head: canonical('https://other.example/news/ferry') + meta('og:url', 'https://third.example/x') },
      null,
    ],
    [
      'the owner whose address was asked for',
      { url: 'https://cdn.pages.example/x/ferry', askedUrl: HERE, head: canonical(HERE) },
      HERE,
    ],
    [
      'the publisher behind an AMP cache',
      {
        url: 'https://www-harbour-example.cdn.ampproject.org/c/s/www.harbour.example/news/ferry/amp',
        html: 'amp',
        head: canonical(HERE),
      },
      HERE,
    ],
    [
      'nobody else behind an AMP cache',
      {
        url: 'https://www-harbour-example.cdn.ampproject.org/c/s/www.harbour.example/news/ferry/amp',
        html: 'amp',
        head: canonical('https://other.example/a'),
      },
      null,
    ],
    ['structured data where no link says it', { head: article({ mainEntityOfPage: { '@id': HERE } }) }, HERE],
  ])('%s', (_name, page, expected) => expect(readPage(page).canonical).toBe(expected));

  test.each([
    ['www.harbour.example', 'harbour.example'],
    ['news.harbour.co.uk', 'harbour.co.uk'],
    ['a.b.harbour.com.au', 'harbour.com.au'],
    ['harbour.co', 'harbour.co'],
    ['ada.blogspot.com', 'ada.blogspot.com'],
    ['deep.ada.github.io', 'ada.github.io'],
  ])('%s is registered as %s', (host, name) => expect(registrable(host)).toBe(name));
});

describe('versions for phones and printers lead back to the page', () => {
  const HERE = 'https://www.harbour.example/news/ferry';
  test.each<[string, Page, 'amp' | 'print' | null, string | null]>([
    ['by what they name', { url: `${HERE}/amp`, html: '⚡', head: canonical(HERE) }, 'amp', HERE],
    [
      'by their address when they name themselves',
      { url: `${HERE}/amp/`, html: 'amp', head: canonical(`${HERE}/amp/`) },
      'amp',
      HERE,
    ],
    ['by an argument', { url: `${HERE}?amp=1&id=7` }, 'amp', `${HERE}?id=7`],
    ['by the end of their path', { url: `${HERE}/print` }, 'print', HERE],
    ['by an argument for printers', { url: `${HERE}?print=true` }, 'print', HERE],
    [
      'by the name of their file',
      { url: 'https://www.harbour.example/ferry.amp.html' },
      'amp',
      'https://www.harbour.example/ferry.html',
    ],
    [
      'but a page about prints is itself',
      { url: 'https://www.harbour.example/shop/print', head: canonical('/shop/print') },
      null,
      'https://www.harbour.example/shop/print',
    ],
    ['and an ordinary page is none', { head: canonical(HERE) }, null, HERE],
  ])('%s', (_name, page, variant, address) => {
    const { about, canonical: found } = readPage(page);
    expect([about.variant, found]).toEqual([variant, address]);
  });
});

describe('readers must pay', () => {
  test.each<[string, string, boolean | null]>([
    ['as a truth value', article({ isAccessibleForFree: false }), true],
    ['as a word', article({ isAccessibleForFree: 'False' }), true],
    ['as an address', article({ isAccessibleForFree: 'http://schema.org/False' }), true],
    [
      'in a part',
      article({ hasPart: { '@type': 'WebPageElement', isAccessibleForFree: 'false', cssSelector: '.x' } }),
      true,
    ],
    ['in a tag', meta('article:content_tier', 'metered'), true],
    ['not when it is free', article({ isAccessibleForFree: 'True' }), false],
    ['not when the tag says free', meta('article:content_tier', 'free'), false],
    ['nobody says', '', null],
  ])('%s', (_name, head, paywalled) => expect(readPage({ head }).about.paywalled).toBe(paywalled));
});

describe('correction notes', () => {
  test.each([
    'Correction: The first report gave the wrong name for the captain.',
    'CORRECTION (14 March 2031): The ferry carried 80 passengers, not 800.',
    'This article was amended on 14 March 2031 to mend the name of the ship.',
    '• This story has been corrected to say that the storm came from the west.',
    'An earlier version of this article misstated the age of the captain.',
    'Editor’s note: A previous version of this story said that the port was closed.',
    'Korrektur: In der ersten Meldung stand ein falscher Name.',
    'In einer früheren Version dieses Artikels hieß es, der Hafen sei geschlossen.',
    'Une version précédente de cet article donnait un mauvais nom au capitaine.',
    'Fe de errores: el barco llevaba ochenta pasajeros.',
    'Una precedente versione di questo articolo riportava un nome sbagliato.',
    'Uma versão anterior deste texto dizia que o porto estava fechado.',
    'In een eerdere versie van dit artikel stond een verkeerde naam.',
    'Rättelse: I en tidigare version stod fel namn på kaptenen.',
  ])('%s', (note) => {
    expect(readPage({ end: `<p>${note}</p>` }).about.corrections).toEqual([note]);
  });

  test.each([
    'Corrections officers say that the new prison by the harbour is too small for them.',
    'The market correction of last week was the worst since the old bridge fell down.',
    'Correction fluid is still sold in the shop at the harbour, and to more people than ever.',
    'The earlier version of the ship was made of wood, and it sank in its second year.',
    'This article is about the ferry that was amended by its owners after the storm.',
  ])('none in: %s', (text) => expect(readPage({ end: `<p>${text}</p>` }).about.corrections).toEqual([]));

  test('a label of its own takes the paragraph after it along', () => {
    const end = '<h3>Correction</h3><p>The captain is called Berg, which the first report had wrong.</p>';
    expect(readPage({ end }).about.corrections).toEqual([
      'Correction: The captain is called Berg, which the first report had wrong.',
    ]);
  });

  test('structured data may hold it', () => {
    const head = article({
      correction: { '@type': 'CorrectionComment', text: 'The captain is called Berg, not Berger.' },
    });
    expect(readPage({ head }).about.corrections).toEqual(['The captain is called Berg, not Berger.']);
  });
});

describe('site, section, image', () => {
  test('a name of the site that is an address gives way to the publisher', () => {
    const head =
      meta('og:site_name', 'https://www.harbour.example') +
      article({ publisher: { name: 'The Harbour News' } });
    expect(readPage({ head }).site).toBe('The Harbour News');
  });

  test('the title tag names the site when it resembles the host', () => {
    expect(readPage({}).site).toBe('Harbour News');
    expect(readPage({ title: 'The ferry sails again - what we know' }).site).toBeNull();
  });

  test('the section is the step above the article', () => {
    const step = (name: string) => ({ '@type': 'ListItem', item: { '@id': `/${name}`, name } });
    const head = ld({ '@type': 'BreadcrumbList', itemListElement: ['Home', 'Coast', 'The ferry'].map(step) });
    expect(readPage({ head }).about.section).toBe('Coast');
  });

  test("an article's picture goes before the site's logo", () => {
    const head = meta('og:image', '/img/logo.png') + article({ image: { url: '/img/ferry.jpg' } });
    expect(readPage({ head }).image).toBe('https://www.harbour.example/img/ferry.jpg');
    expect(readPage({ head: meta('og:image', '/img/logo.png') }).image).toBe(
      'https://www.harbour.example/img/logo.png',
    );
  });
});

describe('when it was changed', () => {
  test('is kept with its zone', () => {
    const head = article({
      datePublished: '2031-03-14T09:00:00+01:00',
      dateModified: '2031-03-15T10:00:00+01:00',
    });
    expect(readPage({ head }).about.modifiedAt).toBe('2031-03-15T10:00:00+01:00');
  });

  test('not when that lies before it was published', () => {
    const head = article({ datePublished: '2031-03-14', dateModified: '2030-03-14' });
    expect(readPage({ head }).about.modifiedAt).toBeNull();
  });

  test('a day that is only known by an update says so', () => {
    const { publishedAt, about } = readPage({
      body: '<h1>The ferry sails again</h1><p>Updated 14 March 2031</p>',
    });
    expect([publishedAt, about.sources.published]).toEqual(['2031-03-14', 'modified headline']);
  });
});

test('of several articles in the data, the one of this page speaks', () => {
  const other = {
    '@type': 'NewsArticle',
    url: '/news/other',
    headline: 'Another',
    author: 'Tom Okoro',
    datePublished: '2031-04-20',
  };
  const own = {
    '@type': 'NewsArticle',
    url: '/news/ferry',
    headline: 'The ferry sails again',
    author: 'Ada Lindqvist',
  };
  const { byline, publishedAt } = readPage({ head: ld([other, own]) });
  expect([byline, publishedAt]).toEqual(['Ada Lindqvist', null]);
});
