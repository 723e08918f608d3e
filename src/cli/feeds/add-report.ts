// What became of addresses that were to be watched, for people: a line for all, then one for each that needs a word.
import { type Output, plain, plural } from '../output.ts';
import { feedTable } from './discover.ts';
import { sentence } from './health.ts';
import type { Result } from './look.ts';

/** Every address that was refused is named with its reason. @param more says what else there is to say, before the advice */
export function printResults(results: readonly Result[], output: Output, more?: () => void): void {
  const added = results.filter((result) => result.added);
  const refused = results.filter((result) => result.problem !== undefined);
  const known = results.filter((result) => !result.added && result.problem === undefined);
  const bad = refused.length === 0 ? '' : `, ${refused.length} refused`;
  output.say(`${plural(added.length, 'feed')} added, ${known.length} known already${bad}.`);
  for (const { given, url, id } of known)
    if (given !== undefined) output.say(`${given} is feed ${id} already, which has moved to ${url}.`);
  for (const { given, url } of added)
    if (given !== undefined) output.say(`${given} has moved for good; it is watched as ${url}.`);
  for (const { url, warning } of added)
    if (warning !== undefined)
      output.say(`${url} does not answer as a feed now, and is watched all the same: ${sentence(warning)}`);
  const [first] = refused;
  if (first && refused.length === 1) explain(first, output);
  else if (first) listRefused(refused, output);
  more?.();
  if (added.length > 0)
    output.say('A running service polls them within seconds; "presswatch start" runs one.');
}

function explain({ url, problem = '', found = [] }: Result, output: Output): void {
  output.say(`\n${plain(`${url} was not added. ${sentence(problem)}`)}`);
  if (found.length === 0)
    output.say('No feed was found there; "presswatch feeds discover" tells what was tried.');
  else output.say(`These were found there; add one by its address:\n${feedTable(found)}`);
}

function listRefused(refused: readonly Result[], output: Output): void {
  output.say('\nNot added:');
  for (const { url, problem = '', found = [] } of refused) {
    output.say(plain(`  ${url}: ${sentence(problem)}`));
    for (const feed of found)
      output.say(`    its page names ${feed.url}${feed.title ? ` "${plain(feed.title).slice(0, 60)}"` : ''}`);
  }
}
