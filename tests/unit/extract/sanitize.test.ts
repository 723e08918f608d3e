// The allow list: nothing outside it comes through, whatever the input does; DOMPurify is the independent judge.
import createDOMPurify from 'dompurify';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/extract/parse.ts';
import { sanitize } from '../../../src/extract/sanitize.ts';
import { attacks } from './attacks.ts';

const TAGS =
  'p br h1 h2 h3 h4 ul ol li blockquote pre code em strong b i a img figure figcaption table thead tbody tr th td hr sub sup time abbr'.split(
    ' ',
  );
const ATTRIBUTES = ['href', 'src', 'alt', 'title', 'datetime', 'lang', 'dir', 'rel'];
const BASE = 'https://harbour.example/news/ferry';
const safe = (html: string) => sanitize(parse(html).body, BASE);

const { window } = new JSDOM('');
const purify = createDOMPurify(window);

/** What a browser would make of the output holds the allow list only, and DOMPurify finds nothing to take away. */
function expectSafe(html: string): void {
  const output = safe(html);
  for (const element of parse(output).body.querySelectorAll('*')) {
    expect(TAGS).toContain(element.localName);
    expect(element.namespaceURI).toBe('http://www.w3.org/1999/xhtml');
    for (const { name, value } of element.attributes) {
      expect(ATTRIBUTES).toContain(name);
      if (name === 'href' || name === 'src') expect(value).toMatch(/^(?:https?|mailto):/);
    }
  }
  const judged = purify.sanitize(output, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
  });
  expect(judged).toBe(parse(output).body.innerHTML);
}

test.each(attacks)('an attack leaves nothing active: %s', expectSafe);

test.each([
  ['a form', '<form action="https://evil.example"><input name="password"></form>', ''],
  ['a fixed layer', '<p style="position:fixed;inset:0" class="a" id="b">x</p>', '<p>x</p>'],
  ['a pixel on a private host', '<p>x<img src="http://127.0.0.1/pixel"></p>', '<p>x</p>'],
  ['a tracking pixel', '<p>x<img src="https://a.example/p.gif" width="1" height="1"></p>', '<p>x</p>'],
  ['a script address', '<p><a href="javascript:alert(1)">x</a></p>', '<p>x</p>'],
  ['a script address in disguise', '<p><a href="java\tscript:alert(1)">x</a></p>', '<p>x</p>'],
  ['a heading below the fourth', '<h6>x</h6>', '<h4>x</h4>'],
  ['a plain wrapper', '<div>x</div><div>y</div>', '<p>x</p><p>y</p>'],
])('%s', (_name, html, expected) => expect(safe(html)).toBe(expected));

test('links are absolute and say that they are foreign', () => {
  expect(safe('<p><a href="../tides" onclick="x()">t</a></p>')).toBe(
    '<p><a href="https://harbour.example/tides" rel="noopener noreferrer nofollow ugc">t</a></p>',
  );
});

test('text is written as text', () => {
  expect(safe('<p>a &lt;script&gt; &amp; "b"</p>')).toBe('<p>a &lt;script&gt; &amp; "b"</p>');
});

test('text nodes that were dropped from the text are not in the HTML, nor are the tags that held only them', () => {
  const { body } = parse('<p>keep</p><p><b>drop</b></p>');
  const drop = body.querySelector('b')!.firstChild!;
  expect(sanitize(body, BASE, new Set([drop])).trim()).toBe('<p>keep</p>');
});

describe('for any markup', () => {
  const piece = fc.constantFrom(
    ...TAGS.flatMap((tag) => [`<${tag}>`, `</${tag}>`]),
    ...[
      '<div>',
      '</div>',
      '<h5>',
      '<svg>',
      '<math>',
      '<style>',
      '</style>',
      '<title>',
      '<table>',
      '<select>',
      '<a href=x>',
      '<caption>',
      '<dd>',
    ],
    ...[
      '<noscript>',
      '<template>',
      '<img src=x>',
      '<form>',
      '<button>',
      'text',
      ' ',
      '\n',
      '&lt;',
      '<!--',
      '-->',
      '<p lang="de" dir=rtl>',
    ],
  );
  const markup = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

  test('the result is safe', () => {
    fc.assert(fc.property(markup, expectSafe), { numRuns: 300 });
  });

  test('cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(markup, (html) => {
        const once = safe(html);
        expect(safe(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});
