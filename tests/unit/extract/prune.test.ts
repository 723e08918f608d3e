// Which boxes go before Readability looks, and which never do, however they are called.
import { expect, test } from 'vitest';
import { parse } from '../../../src/extract/parse.ts';
import { prune } from '../../../src/extract/prune.ts';
import { hitOf, namesABody } from '../../../src/extract/prune-words.ts';
import { survey } from '../../../src/extract/survey.ts';

const SENTENCE =
  'The harbour master said on Tuesday that the old ferry would sail again before the summer ends. ';
const ARTICLE = `<article>${`<p>${SENTENCE.repeat(3)}</p>`.repeat(8)}</article>`;

function pruned(html: string): string {
  const { body, documentElement } = parse(html);
  prune(survey(documentElement, () => {}));
  return body.textContent ?? '';
}

test.each([
  'newsletter',
  'newsletter-box',
  'site_newsletter',
  'related-posts',
  'most-read',
  'author-bio',
  'aboutAuthor',
  'ad-slot',
  'ads',
  'recirculation',
  'SocialBar social',
])('a class of %s is a hit', (name) => expect(hitOf(name)).not.toBe('no'));

test.each([
  'overflow_hidden',
  'field--label-hidden',
  'hljs-comment',
  'md:hidden',
  'unrelated',
  'correlated-data',
  'sharecropping',
  'headscarf',
  'adsorption',
  'x',
  'a'.repeat(700),
])('a class of %s is none', (name) => expect(hitOf(name)).toBe('no'));

test('a class that names a body is never removed', () => {
  expect(namesABody('post-content related')).toBe(true);
  expect(pruned(`<div class="article-body share">${SENTENCE}</div>${ARTICLE}`)).toContain(SENTENCE);
});

test.each([
  ['a caption', '<figcaption>GOES HERE</figcaption>'],
  ['navigation', '<nav><a href=/a>GOES HERE</a></nav>'],
  ['what is hidden', '<div hidden>GOES HERE</div>'],
  ['a role that is not content', '<div role="complementary">GOES HERE</div>'],
  ['a box of other articles', `<div class="related"><p>GOES HERE ${SENTENCE}</p></div>`],
  [
    'a card of another article',
    `<article><h3><a href="/other">GOES HERE</a></h3><p>${SENTENCE}</p></article>`,
  ],
])('%s goes', (_name, html) => {
  const text = pruned(ARTICLE + html);
  expect(text).not.toContain('GOES HERE');
  expect(text).toContain(SENTENCE);
});

test.each([
  ['the article itself in a box with a wrong name', `<div class="related-content">${ARTICLE}</div>`],
  [
    'a lede that is most of the prose',
    `<div class="share"><p>${SENTENCE.repeat(2)}</p></div><p>${SENTENCE}</p>`,
  ],
  ['code with words in its classes', `${ARTICLE}<pre><span class="comments">${SENTENCE}</span></pre>`],
  [
    'a short post whose own heading links to itself',
    `<article><h2><a href="/post">Ferry</a></h2><p>${SENTENCE}</p></article>`,
  ],
  [
    'a live blog entry with an anchor',
    `${ARTICLE}<article><h3><a href="#9am">9 am</a></h3><p>${SENTENCE}</p></article>`,
  ],
])('%s stays', (_name, html) => {
  const whole = parse(html).body.textContent;
  expect(pruned(html)).toBe(whole);
});

test('weak hits together never take more than a fifth of the prose', () => {
  const box = `<div class="caption"><p>${SENTENCE.repeat(2)}</p></div>`;
  const whole = ARTICLE + box.repeat(10);
  const left = pruned(whole).length;
  expect(left).toBeGreaterThan(0.75 * (parse(whole).body.textContent ?? '').length);
});
