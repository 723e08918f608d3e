// A site's own rule on a page, and the notes of what was taken out.
import { describe, expect, test } from 'vitest';
import { selectorProblem } from '../../../src/extract/site-rule.ts';
import { PROSE, readPage } from './read-page.ts';

const ASIDE =
  '<div class="map"><p>The map shows the harbour, the old bridge and the way of the ferry to the islands.</p></div>';
const HALVES = `<div class="half"><p>First half of the story: the ferry left the harbour at dawn, all lights on.</p></div>${ASIDE}<div class="half"><p>Second half of the story: it came back in the evening, and everybody was well.</p></div>`;
const BODY = `<h1>The ferry sails again</h1><h2 class="real">Ferry is back</h2><div class="who">By Ada Lindqvist</div><div class="day" content="2031-03-14">last spring</div>${HALVES}`;

test('a rule says where body, title, byline and date stand, and its fields say so', () => {
  const article = readPage({
    body: BODY,
    rule: { body: '.half', title: '.real', byline: '.who', date: '.day' },
  });
  expect(article.text).toBe(
    'First half of the story: the ferry left the harbour at dawn, all lights on.\n\nSecond half of the story: it came back in the evening, and everybody was well.',
  );
  expect(article).toMatchObject({
    title: 'Ferry is back',
    byline: 'Ada Lindqvist',
    publishedAt: '2031-03-14',
    method: 'site-rule',
    about: { sources: { title: 'site-rule', byline: 'site-rule', published: 'site-rule' } },
  });
});

test('what a rule removes is in no text, and the rest is read as ever', () => {
  const article = readPage({ body: BODY, rule: { remove: ['.map'] } });
  expect(article.text).not.toContain('The map shows');
  expect(article.text).toContain('First half');
  expect(article.method).toBe('readability');
});

test('a rule that finds nothing leaves the page as it is read without', () => {
  const plain = readPage({ body: BODY });
  const ruled = readPage({
    body: BODY,
    rule: { body: '.none', title: '.none', byline: '.none', date: '.none' },
  });
  expect(ruled).toEqual(plain);
});

test('a part within a part of the body stands in the text once', () => {
  const body = `<div class="half"><div class="half">${PROSE}</div></div>`;
  const { text } = readPage({ body, rule: { body: '.half' } });
  expect(text.split('The ferry left').length - 1).toBe(1);
});

test('pruning never takes the body that a rule names', () => {
  const body = `<div class="related"><div class="story">${PROSE}</div></div>`;
  expect(readPage({ body, rule: { body: '.story' } }).text).toContain('The ferry left');
});

describe('notes for who asks', () => {
  const asked = readPage({
    body: `<h1>The ferry sails again</h1><nav>Home Coast</nav><div class="related-links">Ten bridges that need repair</div>`,
    end: '<p>Subscribe to our weekly letter and never miss a story.</p>',
    rule: { remove: ['.map'], title: 'h1' },
    explain: true,
  });

  test('say what was taken out, by which rule, with its first words', () => {
    const taken = asked.explained?.removed.map(({ step, by, element, words }) => [step, by, element, words]);
    expect(taken).toContainEqual(['prune', 'tag <nav>', 'nav', 'Home Coast']);
    expect(taken).toContainEqual([
      'prune',
      'called "related-links"',
      'div.related-links',
      'Ten bridges that need repair',
    ]);
    expect(taken).toContainEqual([
      'filter',
      'a prompt, label or credit',
      null,
      'Subscribe to our weekly letter and never miss a story.',
    ]);
  });

  test('say what each selector found', () => {
    expect(asked.explained?.findings).toEqual([
      { part: 'remove', selector: '.map', found: 0, words: null },
      { part: 'title', selector: 'h1', found: 1, words: 'The ferry sails again' },
    ]);
  });

  test('are not made otherwise, and change nothing', () => {
    const { explained: _, ...rest } = readPage({ body: BODY, explain: true });
    expect(readPage({ body: BODY })).toEqual(rest);
  });
});

test.each([
  ['.story > p:not(.ad)', true],
  ['h1, [itemprop="headline"]', true],
  ['p[[', false],
  ['b >', false],
  ['', false],
])('the selector "%s" can be read: %s', (selector, good) =>
  expect(selectorProblem(selector) === null).toBe(good),
);
