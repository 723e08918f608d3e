// `presswatch articles extract`: one page read now, with where each field came from and what was taken out. Stores nothing.
import process from 'node:process';
import type { Command } from 'commander';
import type { ExtractedArticle, Outcome, Removed } from '../../model/model.ts';
import { openHouseSites } from '../open-sites.ts';
import { EXIT, type Output, plural } from '../output.ts';
import { clipped, labelled, lineWidth, wrap } from '../wrap.ts';
import { type GotPage, withPage } from './get-page.ts';
import { fieldsOf, readNow } from './read-now.ts';
import { waiting } from './waiting.ts';

export type ExtractOptions = { html?: boolean; file?: string };

/** removals that a person is shown; --json has all */
const SHOWN = 40;

export function extractNow(
  url: string | undefined,
  options: ExtractOptions,
  command: Command,
): Promise<void> {
  return withPage(url, options.file, command, async (page, settings, log, output) => {
    const sites = await openHouseSites(settings, log);
    const rule = sites.ruleFor(page.url);
    const [outcome] = await waiting(output, 'Reading the page', () => readNow(page, [rule], log));
    if (outcome === undefined) throw new Error('a page was read and nothing came of it');
    if (outcome.kind !== 'done') process.exitCode = EXIT.failed;
    output.result(reportOf(page, outcome), () => print(page, outcome, options.html === true, output));
  });
}

function reportOf(page: GotPage, outcome: Outcome<ExtractedArticle>) {
  const { url, askedUrl, status, contentType, bytes } = page;
  const about = { url: askedUrl, final_url: url, status, content_type: contentType, bytes: bytes.length };
  if (outcome.kind !== 'done')
    return {
      ...about,
      ok: false,
      outcome: outcome.kind,
      reason: outcome.reason,
      detail: outcome.detail ?? null,
    };
  const { explained, ...article } = outcome.value;
  return { ...about, ok: true, outcome: 'done', article, ...explained };
}

function print(page: GotPage, outcome: Outcome<ExtractedArticle>, html: boolean, output: Output): void {
  const say = (label: string, text: string) => output.say(labelled(label, text));
  const size = `${page.bytes.length.toLocaleString('en')} bytes`;
  say('Page', [page.url, page.status, page.contentType, size].filter((fact) => fact !== null).join(', '));
  if (outcome.kind !== 'done') {
    say('Outcome', `no article (${outcome.reason})`);
    if (outcome.detail !== undefined) say('Because', outcome.detail);
    return;
  }
  const article = outcome.value;
  const { about, explained } = article;
  const length = `${article.text.length.toLocaleString('en')} characters`;
  say('Outcome', `${article.kind ?? 'article'}, ${article.quality} text by ${article.method}, ${length}`);
  for (const [label, field, value] of fieldsOf(article))
    say(label, value === null || value === '' ? '-' : `${value} (${about.sources[field] ?? 'unknown'})`);
  if (about.authors.length > 1) say('Authors', about.authors.join(' | '));
  if (about.variant !== null)
    say('Version', `this is the ${about.variant === 'amp' ? 'AMP' : 'print'} version of its canonical`);
  const rest = article.parts?.whole ?? article.parts?.next ?? null;
  if (rest !== null) say('Parts', `this is one page of several; the service adds the rest, from ${rest}`);
  for (const note of about.corrections) say('Correction', note);
  for (const { part, selector, found } of explained?.findings ?? [])
    say('Rule', `${part} ${selector}: ${found === 0 ? 'found nothing' : plural(found, 'element')}`);
  printRemoved(explained?.removed ?? [], output);
  output.say();
  if (html) output.say(article.html);
  else
    for (const paragraph of article.text.split('\n\n'))
      output.say(`${wrap(paragraph, lineWidth()).join('\n')}\n`);
}

function printRemoved(removed: readonly Removed[], output: Output): void {
  output.say();
  output.say(removed.length === 0 ? 'Nothing was taken out.' : `Taken out (${removed.length}):`);
  const width = lineWidth() - 4;
  for (const { step, by, element, words, characters } of removed.slice(0, SHOWN)) {
    const what = [STEPS[step], by, element, `${characters} characters`].filter((fact) => fact !== null);
    for (const line of wrap(what.join(' · '), width)) output.say(`  ${line}`);
    output.say(`    ${clipped(words, width)}`);
  }
  if (removed.length > SHOWN) output.say(`  … and ${removed.length - SHOWN} more; --json lists them.`);
}

const STEPS: Record<Removed['step'], string> = {
  rule: 'site rule',
  prune: 'pruned',
  filter: 'filtered',
};
