// Hostile pages, made on the fly: the P-numbers of the bad-input catalogue. Each has the outcomes that are right for it.
// `lure` is an address on a server that must never be asked for anything.
import type { ExtractedArticle } from '../../../src/model/article.ts';
import type { Reason } from '../../../src/model/outcome.ts';

export type HostilePage = {
  name: string;
  body: string | Uint8Array;
  contentType?: string;
  /** any of these; a page at the edge may be read or killed, never more */
  outcome: readonly ('done' | Reason)[];
  /** words that must stand in the text when it is read */
  has?: string;
  /** words that must not stand in text or HTML */
  hasNot?: string;
  /** what else must be so of the article */
  is?: Partial<ExtractedArticle>;
  url?: string;
};

export const PROSE =
  'The ferry left the harbour at dawn, and the crew said that the storm had passed in the night.';
export const story = (inside = '', head = '') =>
  `<!doctype html><html><head><title>The ferry sails again</title>${head}</head><body><main><article>` +
  `<h1>The ferry sails again</h1><p>${PROSE}</p><p>On the pier, people waited with flags and coffee; nobody was in a hurry.</p>` +
  `${inside}<p>The next crossing is planned for Monday, if the wind allows it, the captain said.</p></article></main></body></html>`;
const nested = (tag: string, depth: number) => `<${tag}>`.repeat(depth) + PROSE + `</${tag}>`.repeat(depth);
const bytesOf = (latin1: string) => Uint8Array.from(latin1, (char) => char.charCodeAt(0));

/** every element and attribute by which a browser would ask for something */
const lures = (to: string) =>
  [
    ...'src srcset href data poster action formaction background cite classid codebase longdesc manifest ping profile usemap icon lowsrc dynsrc xlink:href imagesrcset attributionsrc'
      .split(' ')
      .flatMap((attribute) =>
        'img iframe frame script link video audio source track embed object input body table td button form a area image use applet bgsound portal'
          .split(' ')
          .map((tag) => `<${tag} ${attribute}="${to}/${tag}-${attribute}"></${tag}>`),
      ),
    `<iframe srcdoc="<img src='${to}/srcdoc'>"></iframe>`,
    `<p style="background:url(${to}/style)">styled words of a paragraph</p>`,
    `<svg><image href="${to}/svg"/><style>@import "${to}/svg-style"</style></svg>`,
    `<style>@font-face{src:url(${to}/font)}</style><meta http-equiv=refresh content="0;url=${to}/refresh">`,
  ].join('');

export function hostilePages(lure: string): HostilePage[] {
  return [
    { name: 'P1 empty', body: '', outcome: ['empty'] },
    { name: 'P1 only white space', body: ' \n\t '.repeat(1000), outcome: ['empty'] },
    {
      name: 'P2 PDF called text/html',
      body: '%PDF-1.7\n%âãÏÓ\n1 0 obj',
      contentType: 'text/html',
      outcome: ['pdf'],
    },
    {
      name: 'P2 PNG called text/html',
      body: bytesOf('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
      outcome: ['not-html'],
    },
    { name: 'P2 zip called text/html', body: bytesOf('PK\x03\x04\x14\0\0\0'), outcome: ['not-html'] },
    { name: 'P2 gzip that nobody inflated', body: bytesOf('\x1f\x8b\x08\0\0\0\0\0'), outcome: ['not-html'] },
    {
      name: 'P2 JSON called text/html',
      body: '{"error":"no such page","status":404}',
      outcome: ['not-html'],
    },
    {
      name: 'P2 feed called text/html',
      body: '<?xml version="1.0"?><rss version="2.0"><channel/></rss>',
      outcome: ['not-html'],
    },
    {
      name: 'P3 no html, head or body',
      body: `<h1>Ferry</h1><p>${PROSE}<p>${PROSE} Again.<p>Third.`,
      outcome: ['done'],
      has: 'ferry left',
    },
    { name: 'P3 text without any tag', body: `${PROSE} ${PROSE}`, outcome: ['done'], has: 'ferry left' },
    {
      name: 'P4 frameset only',
      body: `<html><frameset cols="1,2"><frame src="${lure}/frame"><noframes>no</noframes></frameset></html>`,
      outcome: ['empty'],
    },
    {
      name: 'P5 JavaScript shell',
      body: `<html><body><div id="root"></div><script src="${lure}/app.js"></script></body></html>`,
      outcome: ['needs-script'],
    },
    { name: 'P9 300 nested div', body: nested('div', 300), outcome: ['too-deep'] },
    { name: 'P9 600 nested div', body: nested('div', 600), outcome: ['too-deep'] },
    { name: 'P9 10,000 nested div', body: nested('div', 10_000), outcome: ['too-deep'] },
    { name: 'P9 100,000 nested div, never closed', body: '<div>'.repeat(100_000), outcome: ['too-deep'] },
    {
      name: 'P9 towers just under the limit',
      body: nested('div', 250).repeat(70),
      outcome: ['done', 'deadline', 'memory'],
    },
    {
      name: 'P9 depth hidden behind end tags of others',
      body: '<div></b></i>'.repeat(5000),
      outcome: ['too-deep'],
    },
    {
      name: 'P10 500 nested tables',
      body: nested('table><tr><td', 500).replaceAll('</table><tr><td>', '</td></tr></table>'),
      outcome: ['too-deep'],
    },
    { name: 'P11 5,000 nested formatting tags', body: '<b><i>'.repeat(2500) + PROSE, outcome: ['too-deep'] },
    {
      name: 'P11 formatting tags left open around paragraphs',
      body: '<b id=x><p>'.repeat(200) + PROSE,
      outcome: ['done', 'deadline', 'memory', 'too-deep'],
    },
    {
      name: 'P11 misnested table, link and bold',
      body: '<table><a><b>x'.repeat(6000),
      outcome: ['too-deep', 'deadline', 'memory', 'too-many-tags'],
    },
    { name: 'P12 100,000 paragraphs', body: '<p>x'.repeat(100_000), outcome: ['too-many-tags'] },
    { name: 'P12 15,000 paragraphs', body: `<p>${PROSE}`.repeat(15_000), outcome: ['done', 'deadline'] },
    { name: 'P13 20,000 br', body: 'word<br>'.repeat(20_001), outcome: ['too-many-tags'] },
    {
      name: 'P14 100,000 attributes on one tag',
      body: story(`<p ${'a=1 '.repeat(100_000)}>x`),
      outcome: ['too-many-attributes'],
    },
    {
      name: 'P14 attributes with names of their own',
      body: story(`<p ${Array.from({ length: 400 }, (_, i) => `a${i}`).join(' ')}>x`),
      outcome: ['too-many-attributes'],
    },
    {
      name: 'P15 one text node of 5 MB',
      body: `<p>${'word '.repeat(1_000_000)}</p>`,
      outcome: ['too-large'],
    },
    {
      name: 'P15 one text node of 2 MB',
      body: `<p>${'word '.repeat(400_000)}</p>`,
      outcome: ['done', 'deadline'],
    },
    { name: 'P15 one word of 2 MB', body: `<p>${'x'.repeat(2_000_000)}</p>`, outcome: ['done', 'deadline'] },
    {
      name: 'P16 1 MB of CSS with @import',
      body: story('', `<style>@import "${lure}/a.css";${'a{b:c}'.repeat(170_000)}</style>`),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'P17 base href elsewhere',
      body: story(
        '<p><a href="x">link to something that matters to nobody at all</a> and more words follow here.</p>',
        `<base href="${lure}/">`,
      ),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'P18 meta refresh',
      body: story('', `<meta http-equiv="refresh" content="0;url=${lure}/moved">`),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'P20 JSON-LD of 5 MB',
      body: story('', `<script type="application/ld+json">[${'{"a":1},'.repeat(600_000)}{}]</script>`),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'P20 JSON-LD nested 100,000 deep',
      body: story('', `<script type="application/ld+json">${'['.repeat(100_000)}</script>`),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'P20 broken JSON-LD',
      body: story('', '<script type="application/ld+json">{"@type":"NewsArticle","headline":</script>'),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'P21 title of 200,000 spaces',
      body: `<title>${' '.repeat(200_000)}</title>${story()}`,
      outcome: ['done'],
    },
    {
      name: 'P21 title of 50,000 " - "',
      body: `<title>${' - '.repeat(50_000)}</title>${story()}`,
      outcome: ['done'],
    },
    {
      name: 'P23 lone surrogates, overrides, Zalgo',
      body: story(
        `<p>&#xd800; \u202egnirts\u202c ${`z${'\u0301'.repeat(200)}`.repeat(50)} and so it goes on.</p>`,
      ),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'P24 Chinese without spaces',
      body: `<html lang=zh><body><article><h1>港口</h1>${'<p>渡轮在黎明离开港口，船员说暴风雨在夜里已经过去了，人们在码头上等待。</p>'.repeat(8)}</article>`,
      outcome: ['done'],
      has: '渡轮',
    },
    {
      name: 'P25 mutation strings',
      body: story(
        '<svg><style><img src=x onerror=alert(1)></style></svg><math><mtext><table><mglyph><style><img src onerror=alert(1)>',
      ),
      outcome: ['done', 'empty'],
      hasNot: 'onerror',
    },
    {
      name: 'P25 shadow root and template',
      body: story('<div><template shadowrootmode="open"><script>alert(1)</script></template></div>'),
      outcome: ['done'],
      has: 'ferry left',
      hasNot: 'alert',
    },
    {
      name: 'P26 script that would fetch',
      body: story(
        `<script>fetch("${lure}/x")</script><img src="${lure}/p.gif"><iframe src="${lure}/i"></iframe><link rel=stylesheet href="${lure}/s.css">`,
      ),
      outcome: ['done'],
      has: 'ferry left',
      hasNot: 'fetch(',
    },
    {
      name: 'P27 data: image of 2 MB',
      body: story(`<img src="data:image/png;base64,${'A'.repeat(2_000_000)}">`),
      outcome: ['done', 'too-large'],
      hasNot: 'AAAAAAAA',
    },
    {
      name: 'P34 200 KB in one line',
      body: story(`<p>${PROSE}</p>`.repeat(2000).slice(0, 200_000)),
      outcome: ['done'],
      has: 'ferry left',
    },
    { name: '300,000 tags that never end', body: `<a '`.repeat(300_000), outcome: ['empty'] },
    { name: 'words of quotes in tags', body: `<a b="<c d='`.repeat(100_000), outcome: ['empty', 'done'] },
    {
      name: 'stray angle brackets and quotes',
      body: `${`<!-"'=>`.repeat(200_000)}${story()}`,
      outcome: ['done', 'empty', 'too-large'],
    },
    { name: '300,000 comments that never close', body: '<!--'.repeat(300_000), outcome: ['empty'] },
    { name: '200,000 svg that never close', body: '<svg>'.repeat(200_000), outcome: ['too-deep'] },
    {
      name: '100,000 templates that never close',
      body: '<template>'.repeat(100_000),
      outcome: ['too-deep', 'empty'],
    },
    {
      name: '100,000 selects and options',
      body: '<select><option>'.repeat(100_000),
      outcome: ['too-deep', 'too-many-tags'],
    },
    { name: 'P10 3,000 nested tables', body: '<table><tr><td>'.repeat(3000), outcome: ['too-deep'] },
    {
      name: '2,000 open b with ids before 2,000 paragraphs',
      body: Array.from({ length: 2000 }, (_, i) => `<b id=b${i}>`).join('') + '<p>x'.repeat(2000),
      outcome: ['too-deep'],
    },
    { name: '200,000 links', body: '<a href=/x>link</a> '.repeat(200_000), outcome: ['too-many-tags'] },
    {
      name: '19,000 links',
      body: '<a href=/x>link</a> '.repeat(19_000),
      outcome: ['done', 'empty', 'list-page', 'deadline'],
    },
    { name: '300,000 br', body: '<br>'.repeat(300_000), outcome: ['too-many-tags'] },
    {
      name: 'one script of 20 MB',
      body: story(`<script>${'x=1;'.repeat(5_000_000)}</script>`),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'one style sheet of 5 MB',
      body: story('', `<style>${'a{b:c}'.repeat(830_000)}</style>`),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'a srcset of 1 MB',
      body: story(`<img src=/i.png srcset="${`${lure}/s.png 1x, `.repeat(25_000)}">`),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'a megabyte of spaces',
      body: story(' '.repeat(1_000_000)),
      outcome: ['done'],
      has: 'ferry left',
    },
    {
      name: 'an address in every attribute that loads something',
      body: story(
        lures(lure),
        `<base href="${lure}/"><link rel=stylesheet href="${lure}/c.css"><link rel=preload as=script href="${lure}/p.js">`,
      ),
      outcome: ['done'],
      has: 'ferry left',
    },
    { name: 'UTF-16 without a mark', body: bytesOf(story().replace(/./gs, '$&\0')), outcome: ['done'] },
  ];
}

/** A good page, to be right after each bad one. */
export const goodPage = story();
export const goodText =
  `${PROSE}\n\nOn the pier, people waited with flags and coffee; nobody was in a hurry.\n\n` +
  'The next crossing is planned for Monday, if the wind allows it, the captain said.';
