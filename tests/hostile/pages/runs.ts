// One thing two hundred thousand times over (P21), in every place of a page that is read as text or taken apart. What takes
// time by the square of its length is killed at the deadline, far from the tenth of a second that these may take.
import { type HostilePage, PROSE, story } from './pages.ts';

const COUNT = 200_000;

const PIECES: [string, string][] = [
  ['spaces', ' '],
  ['tabs', '\t'],
  ['line breaks', '\n'],
  ['no-break spaces', '\u00a0'],
  ['zero-width spaces', '\u200b'],
  ['spaces of every kind', ' \t\n\u00a0\u200b\u3000'],
  ['hyphens', ' - '],
  ['angle brackets', '< '],
  ['commas', ', '],
];

const PLACES: [string, (run: string) => string][] = [
  ['the title', (run) => story('', '').replace('<title>', `<title>a${run}`)],
  ['a title before the page', (run) => `<title>${run}</title>${story()}`],
  ['a paragraph', (run) => story(`<p>words${run}and words</p>`)],
  ['between paragraphs', (run) => story(run)],
  ['an attribute', (run) => story(`<p class="a${run}b">${PROSE} <a href="/x${run}y">elsewhere</a></p>`)],
  [
    'the meta tags',
    (run) =>
      story(
        '',
        'description author og:title article:published_time keywords'
          .split(' ')
          .map((name) => `<meta name="${name}" property="${name}" content="a${run}b">`)
          .join(''),
      ),
  ],
  ['JSON-LD', (run) => story('', ld(JSON.stringify(statedBy(`a${run}b`))))],
  ['JSON-LD, between its parts', (run) => story('', ld(`{"@type":"NewsArticle",${run}"headline":"Ferry"}`))],
  [
    'a byline and a date',
    (run) => story(`<p class="byline">By${run}Ada Lindqvist</p><time>1${run}May</time>`),
  ],
];

export const longRuns = (): HostilePage[] =>
  PLACES.flatMap(([place, page]) =>
    PIECES.map(([pieces, piece]) => ({
      name: `P21 200,000 characters of ${pieces} in ${place}`,
      // made where it is looked at: all of them are a hundred megabytes
      get body() {
        return page(piece.repeat(COUNT / piece.length));
      },
      outcome: ['done'] as const,
      has: 'ferry left',
    })),
  );

const ld = (json: string) => `<script type="application/ld+json">${json}</script>`;

const statedBy = (text: string) => ({
  '@type': 'NewsArticle',
  headline: text,
  articleBody: text,
  datePublished: text,
  author: { name: text },
  url: `/${text}`,
  correction: text,
});
