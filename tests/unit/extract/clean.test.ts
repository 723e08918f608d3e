// The string cleaner: every pitfall of cutting HTML without a parser, and that it only ever takes away.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/extract/clean.ts';
import { parse } from '../../../src/extract/parse.ts';

const cleaned = (html: string) => clean(html).html;
const tagsIn = (html: string) =>
  new Set([...parse(html).querySelectorAll('*')].map((element) => element.localName));

describe('what goes and what stays', () => {
  test.each([
    ['a plain comment goes', 'a<!-- b -->c', 'ac'],
    ['an empty comment is complete at once', 'a<!-->b<!-- c -->d', 'abd'],
    ['so is one of a single dash more', 'a<!--->b', 'ab'],
    ['a comment may end with --!>', 'a<!-- b --!>c', 'ac'],
    ['a comment that never ends takes the rest', 'a<!-- b', 'a'],
    ['an unknown declaration is a comment', 'a<!x y>b<?php echo 1 ?>c</ z>d', 'abcd'],
    ['a script goes with its content', 'a<script>if (a<b) x("</p>")</script>b', 'ab'],
    ['an end tag needs its end', 'a<script>"</scripted>"</script>b', 'ab'],
    [
      'the first end tag inside a double escape does not count',
      'a<script><!--<script></script>--></script>b',
      'ab',
    ],
    ['a style that never ends takes the rest', 'a<style>p{}', 'a'],
    ['an icon goes', 'a<svg><g><path d="M0"/></g></svg>b', 'ab'],
    ['icons may nest', 'a<svg><svg></svg></svg>b', 'ab'],
    ['a drawing that HTML breaks out of stays', '<svg><p>text</p></svg>', '<svg><p>text</p></svg>'],
    ['an end tag in a comment does not end an icon', 'a<svg><!--</svg>--><g/></svg>b', 'ab'],
    ['nor one in character data', 'a<svg><![CDATA[</svg>]]><g/></svg>b', 'ab'],
    ['an icon in an icon may close itself', 'a<svg><svg/><g/></svg>b', 'ab'],
    ['nor does one in an attribute', 'a<svg><title><x </svg></title></svg>b', 'ab'],
    ['an icon that ends in a comment only never ends', '<svg><!--</svg><p>a', '<svg>'],
    [
      'an end tag in a comment does not end a template',
      'a<template><!--</template>--><p>b</template>c',
      'ac',
    ],
    ['a meta ends a drawing, so one stays', '<math><meta name=a><xmp>b', '<math><meta><xmp>b'],
    ['a declaration inside a doctype is part of it', '<!doctype<!x><p>a', '<!doctype<!x><p>a'],
    ['a template goes', 'a<template><p>b</p></template>c', 'ac'],
    [
      'the outer of two templates stays',
      '<template><template></template></template>',
      '<template></template>',
    ],
    ['a title keeps what looks like a tag', '<title><script></title>', '<title><script></title>'],
    ['a doctype stays', '<!doctype html><p>a', '<!doctype html><p>a'],
    [
      'styles and handlers go from tags',
      '<p style="color:red" onclick="x()" class="a">b</p>',
      '<p class="a">b</p>',
    ],
    ['a style that hides becomes hidden', '<p style="display: none">b</p>', '<p hidden>b</p>'],
    ['a quote opens a value only after an equals sign', `<p it's class="a">b</p>`, '<p class="a">b</p>'],
    [
      'a > inside a value does not end the tag',
      '<a title="a > b" href=x>c</a>',
      '<a title="a > b" href=x>c</a>',
    ],
    ['a value as long as a file goes', `<img src="data:${'A'.repeat(5000)}" alt="x">`, '<img alt="x">'],
    ['a tag that never ends goes with the rest', 'a<p class="b', 'a'],
    ['two sides of a cut do not join to a tag', 'a<<!-- -->script>b', 'a< script>b'],
  ])('%s', (_name, html, left) => {
    expect(cleaned(html)).toBe(left);
  });

  test('JSON-LD scripts are kept apart, meta and link tags in order', () => {
    const { html, jsonLd, head } = clean(
      '<html lang=de><meta name=author content="Ada"><script type="application/ld+json">{"a":1}</script><link rel=canonical href="/a">x',
    );
    expect(html).toBe('<html lang=de>x');
    expect(jsonLd).toEqual(['{"a":1}']);
    expect(head.map(({ name }) => name)).toEqual(['html', 'meta', 'link']);
    expect(head[1]?.attributes.get('content')).toBe('Ada');
  });
});

describe('limits', () => {
  test.each([
    ['too-deep', '<div>'.repeat(300)],
    ['too-many-tags', '<p>'.repeat(20_001)],
    ['too-many-attributes', `<p ${'a '.repeat(300)}>`],
  ])('%s', (reason, html) => expect(clean(html).verdict?.reason).toBe(reason));

  test('lists, rows and paragraphs left open are not depth', () => {
    const html = `<table>${'<tr><td>a<td>b'.repeat(400)}</table><ul>${'<li>a'.repeat(400)}</ul>${'<p>a'.repeat(400)}`;
    expect(clean(html).verdict).toBeNull();
  });

  test('self-closed parts of a kept drawing are not depth', () => {
    expect(clean(`<svg><p>a</p>${'<path/>'.repeat(400)}</svg>`).verdict).toBeNull();
  });
});

describe('for any input', () => {
  const soup = fc
    .array(
      fc.constantFrom(
        ...'<>!-/="\' ',
        '<script',
        '</script>',
        '<!--',
        '-->',
        '<svg>',
        '</svg>',
        '<p ',
        'a=',
        'x',
        '<title>',
        '</title>',
        '<template>',
        '<!doctype',
        '<math>',
        '<meta ',
        ']]>',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  test('the parsed result holds no tag that the parsed input does not hold', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const before = tagsIn(html);
        for (const tag of tagsIn(cleaned(html))) expect([...before, 'html', 'head', 'body']).toContain(tag);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    '<!--',
    '<svg>',
    '<template>',
    '<script>',
    `<a '`,
    '<!x',
    '<p a="',
    '</',
    '<title>',
    '<!-- --!',
    '<svg><svg></svg>',
  ])('a page of nothing but %s takes time in proportion to its length', (piece) => {
    const time = (count: number) => {
      const html = piece.repeat(count);
      const start = performance.now();
      clean(html);
      return performance.now() - start;
    };
    time(1000);
    expect(time(100_000)).toBeLessThan(1500);
  });
});
