// Looking up one article of 600 words in packs of 100,000 spellings: CPU time, medians of rounds after a warm-up.
//   npm run bench aliases
// The packs are those shipped and made-up names beside them; the articles are made of shipped names in running text, about
// one name in twelve words. Bar: 0.5 ms an article for the look-up; with the guards of its places it costs more.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { LIMITS } from '../../src/config/limits.ts';
import { readVocabulary } from '../../src/config/vocabulary.ts';
import type { PackData } from '../../src/model/vocabulary.ts';
import { compileVocabulary } from '../../src/tag/compile.ts';
import { findCandidates, findHits } from '../../src/tag/entities/hit.ts';
import { type Document, readDocument } from '../../src/tag/entities/word.ts';

const ALIASES = 100_000;
const WORDS = 600;
const ARTICLES = 200;
const ROUNDS = 7;
const MOST_MS = 0.5;

const data = readVocabulary(fileURLToPath(new URL('../../config', import.meta.url)));
let state = 7;
const random = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state % below;
};
const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
const shippedNames = data.packs.flatMap(({ entities }) => entities.map(({ name }) => name));
const words = data.commonWords;

const shippedAliases = compileVocabulary(data).entities.index.aliases.length;
const made: PackData = {
  ...{ pack: 'made-up', version: '2026-01-01', licence: 'CC0-1.0', source: 'made up' },
  entities: Array.from({ length: Math.max(0, ALIASES - shippedAliases) }, (_, number) => ({
    id: `pw:org:made-${number}`,
    type: 'ORG' as const,
    name: `${capital(pick(words))} ${capital(pick(words))} ${capital(pick(data.givenNames))}`,
  })),
};
const { entities } = compileVocabulary({ ...data, packs: [...data.packs, made] });
const documents = Array.from({ length: ARTICLES }, () => readDocument('', article()));

const { aliases } = entities.index;
console.log(`${aliases.length.toLocaleString('en')} spellings, ${ARTICLES} articles of ${WORDS} words`);
const lookUp = median((document) => findCandidates(document, entities.index, 'en'));
const whole = median((document) => findHits(document, entities, 'en'));
console.log(`look-up     ${lookUp.toFixed(3)} ms CPU an article (bar: ${MOST_MS})`);
console.log(`with guards ${whole.toFixed(3)} ms CPU an article`);
if (lookUp > MOST_MS) process.exitCode = 1;

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function article(): string {
  const parts: string[] = [];
  for (let at = 0; at < WORDS; at++) parts.push(at % 12 === 5 ? pick(shippedNames) : pick(words));
  return `${parts.join(' ')}.`.slice(0, LIMITS.textChars);
}

/** CPU ms an article. */
function median(look: (document: Document) => unknown): number {
  const run = () => {
    for (const document of documents) look(document);
  };
  run();
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / ARTICLES;
  });
  return rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}
