// Languages: how often the language of a headline, a sentence and an article is found, by eld alone and by ours, without
// and with a declared language, right or wrong.
//
//   node tests/bench/language.ts FOLDER [--show]        npm run bench language -- FOLDER
//
// FOLDER holds a file a language, such as de.txt, with a sentence a line; any parallel text will do (FLORES-200, the
// Universal Declaration of Human Rights). --show lists the languages below 95 %, and for what they were taken.
// A headline is the first seven words of a sentence (20 characters where words have no spaces), an article is eight
// sentences. Languages that differ too little (no/nb/nn, hr/bs/sr, id/ms) count as one. CPU time beside.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { eld } from 'eld/small';
import { detectLanguage } from '../../src/tag/language.ts';

const WORDS = 7;
const CHARACTERS = 20;
const SENTENCES = 8;
const NO_SPACES = ['zh', 'ja', 'th', 'lo', 'km', 'my'];
const SAME: Record<string, string> = { nb: 'no', nn: 'no', bs: 'hr', sr: 'hr', sh: 'hr', ms: 'id' };
const family = (lang: string | null): string => SAME[lang ?? ''] ?? lang ?? '(none)';

type Sample = { lang: string; title: string; text: string };
const KINDS = ['headline', 'sentence', 'article'] as const;
type Kind = (typeof KINDS)[number];

function samplesOf(lang: string, sentences: readonly string[]): Record<Kind, Sample[]> {
  const short = (text: string): string =>
    NO_SPACES.includes(lang) ? text.slice(0, CHARACTERS) : text.split(/\s+/).slice(0, WORDS).join(' ');
  return {
    headline: sentences.map((text) => ({ lang, title: short(text), text: '' })),
    sentence: sentences.map((text) => ({ lang, title: '', text })),
    article: sentences.flatMap((text, at) =>
      at % SENTENCES > 0
        ? []
        : [{ lang, title: short(text), text: sentences.slice(at, at + SENTENCES).join(' ') }],
    ),
  };
}

const WAYS: Record<string, (sample: Sample) => string | null> = {
  'eld alone': ({ title, text }) => eld.detect(`${title}\n${text.slice(0, 300)}`.trim()).language || null,
  'nothing declared': ({ title, text }) => detectLanguage(title, text, null),
  'declared rightly': ({ lang, title, text }) => detectLanguage(title, text, lang),
  'declared as English': ({ title, text }) => detectLanguage(title, text, 'en'),
};

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say which folder: npm run bench language -- FOLDER');
  process.exit(2);
}
const languages = readdirSync(folder).filter((name) => name.endsWith('.txt'));
const samples = languages.map((name) => {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n');
  const sentences = lines.map((line) => line.trim()).filter((line) => line !== '');
  return samplesOf(name.replace('.txt', ''), sentences);
});

console.log(`${languages.length} languages; mean of their shares found, %`);
console.log(`${''.padEnd(22)}${KINDS.map((kind) => kind.padStart(10)).join('')}   texts/s`);
for (const [way, detect] of Object.entries(WAYS)) {
  const before = process.cpuUsage();
  const shares = KINDS.map((kind) => samples.map((one) => shareOf(one[kind], detect)));
  const { user, system } = process.cpuUsage(before);
  const texts = KINDS.reduce((sum, kind) => sum + samples.reduce((all, one) => all + one[kind].length, 0), 0);
  const means = shares.map((list) => list.reduce((sum, share) => sum + share, 0) / list.length);
  const speed = Math.round(texts / ((user + system) / 1e6));
  console.log(
    `${way.padEnd(22)}${means.map((mean) => (100 * mean).toFixed(1).padStart(10)).join('')}${String(speed).padStart(10)}`,
  );
  if (flags.includes('--show')) showWeak(way, detect);
}

function shareOf(list: readonly Sample[], detect: (sample: Sample) => string | null): number {
  return (
    list.filter((sample) => family(detect(sample)) === family(sample.lang)).length / Math.max(1, list.length)
  );
}

function showWeak(way: string, detect: (sample: Sample) => string | null): void {
  for (const { headline } of samples) {
    const share = shareOf(headline, detect);
    if (share >= 0.95) continue;
    const taken = Map.groupBy(headline.map(detect), family);
    const others = [...taken]
      .map(([lang, list]) => ({ lang, count: list.length }))
      .sort((a, b) => b.count - a.count);
    const list = others
      .slice(0, 5)
      .map(({ lang, count }) => `${lang} ${count}`)
      .join(', ');
    console.log(
      `  ${way}: headlines in ${headline[0]?.lang} ${(100 * share).toFixed(1)} % of ${headline.length}: ${list}`,
    );
  }
}
