// `presswatch entities why`: which spellings of packs a name is, and in a text what speaks for and against each.
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { isLocal } from '../../tag/entities/key.ts';
import {
  type Claim,
  claimsOf,
  explainName,
  type JudgedClaim,
  type NamedPlace,
} from '../../tag/entities/why.ts';
import { detectLanguage } from '../../tag/language.ts';
import { readSettings } from '../open.ts';
import { openVocabulary } from '../open-vocabulary.ts';
import type { Output } from '../output.ts';
import { outputOf } from '../program.ts';
import { guardSentence } from './packs.ts';

export function whyEntity(name: string, options: { in?: string; lang?: string }, command: Command): void {
  const output = outputOf(command);
  const vocabulary = openVocabulary(readSettings());
  const claims = claimsOf(name, vocabulary.entities.index);
  if (options.in === undefined) {
    output.result({ name, claims }, () => printClaims(name, claims, output));
    return;
  }
  const text = existsSync(options.in) ? readFileSync(options.in, 'utf8') : options.in;
  const lang = options.lang ?? detectLanguage('', text, null);
  const places = explainName(name, text, lang, vocabulary.entities);
  output.result({ name, lang, claims, places }, () => {
    if (places.length === 0)
      output.say(`"${name}" does not stand in the text (language: ${lang ?? 'unknown'}).`);
    for (const place of places) printPlace(place, text, output);
  });
}

function printClaims(name: string, claims: readonly Claim[], output: Output): void {
  output.say(
    claims.length === 0
      ? `No pack has a spelling "${name}". In texts it is found by its shape and company, if at all.`
      : `"${name}" is a spelling of:`,
  );
  for (const claim of claims) output.say(`  ${claimLine(claim)}`);
}

const claimLine = ({ alias, id, name, type, pack, lang, guard }: Claim): string => {
  const facts = [
    ...(lang === null ? [] : [`in texts in "${lang}"`]),
    guard === null ? 'without a guard' : guardSentence(guard),
  ];
  return `${name} ${type} ${id ?? 'no entity'}, as "${alias}" [${pack}]: ${facts.join('; ')}`;
};

const AROUND_CHARS = 40;

function printPlace({ start, end, text, claims, mention }: NamedPlace, whole: string, output: Output): void {
  const around = `${whole.slice(Math.max(0, start - AROUND_CHARS), start)}[${text}]${whole.slice(end, end + AROUND_CHARS)}`;
  output.say(`At ${start}: …${around.replace(/\s+/g, ' ')}…`);
  if (mention === null) output.say('  no mention');
  else {
    const { type, entityId, name, method, score, alias } = mention;
    const how = [method ?? '', ...(alias === null ? [] : [`by "${alias}"`]), `score ${score}`].filter(
      Boolean,
    );
    const link =
      entityId === null ? 'not linked' : isLocal(entityId) ? `${entityId}, which no pack knows` : entityId;
    output.say(`  "${mention.text}" ${type} ${name}: ${link} (${how.join(', ')})`);
    if (mention.candidates) output.say(`  several claim it: ${mention.candidates.join(', ')}`);
  }
  for (const claim of claims) output.say(`  ${verdict(claim)}`);
}

const verdict = (claim: JudgedClaim): string =>
  `${claim.counts ? '+' : '-'} ${claimLine(claim)}${claim.fails.map((fail) => `\n      ${fail}`).join('')}`;
