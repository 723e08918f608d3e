// `presswatch articles check-site`: what each selector of a site's rule finds on one of its pages, beside what is read
// there without the rule. Stores nothing.
import process from 'node:process';
import type { Command } from 'commander';
import type { ExtractedArticle, Outcome, RuleFinding, SiteRule } from '../../model/model.ts';
import { openHouseSites, sitesFile } from '../open-sites.ts';
import { CommandFailed, EXIT, type Output, plural } from '../output.ts';
import { clipped, labelled, lineWidth } from '../wrap.ts';
import { type GotPage, withPage } from './get-page.ts';
import { fieldsOf, readNow } from './read-now.ts';
import { waiting } from './waiting.ts';

type Compared = { label: string; rule: string | null; without: string | null; same: boolean };

type Report = {
  url: string;
  rule: SiteRule;
  findings: readonly RuleFinding[];
  with_rule: Summary;
  without: Summary;
  fields: Compared[];
};

type Summary = {
  ok: boolean;
  reason: string | null;
  method: string | null;
  characters: number;
  text: string;
};

const WORDS_CHARS = 400;
/** fields that a rule can change */
const RULED = ['Title', 'Byline', 'Published'];

export function checkSite(
  url: string | undefined,
  options: { file?: string },
  command: Command,
): Promise<void> {
  return withPage(url, options.file, command, async (page, settings, log, output) => {
    const rule = (await openHouseSites(settings, log)).ruleFor(page.url);
    if (rule === null)
      throw new CommandFailed(
        `There is no rule for ${new URL(page.url).hostname} in ${sitesFile(settings)}. "presswatch articles extract" shows what is read without.`,
      );
    const [ruled, plain] = await waiting(output, 'Reading the page twice', () =>
      readNow(page, [rule, null], log),
    );
    if (ruled === undefined || plain === undefined) throw new Error('a page was read and nothing came of it');
    const report = reportOf(page, rule, ruled, plain);
    const isGood = report.with_rule.ok && report.findings.every(({ found }) => found > 0);
    if (!isGood) process.exitCode = EXIT.failed;
    output.result({ ...report, ok: isGood }, () => print(report, output));
  });
}

function reportOf(
  page: GotPage,
  rule: SiteRule,
  ruled: Outcome<ExtractedArticle>,
  plain: Outcome<ExtractedArticle>,
): Report {
  const values = (outcome: Outcome<ExtractedArticle>) =>
    new Map(outcome.kind === 'done' ? fieldsOf(outcome.value).map(([label, , value]) => [label, value]) : []);
  const [mine, without] = [values(ruled), values(plain)];
  const fields = RULED.map((label) => {
    const [a, b] = [mine.get(label) ?? null, without.get(label) ?? null];
    return { label, rule: a, without: b, same: a === b };
  });
  return {
    url: page.url,
    rule,
    findings: ruled.kind === 'done' ? (ruled.value.explained?.findings ?? []) : [],
    with_rule: summaryOf(ruled),
    without: summaryOf(plain),
    fields,
  };
}

function summaryOf(outcome: Outcome<ExtractedArticle>): Summary {
  if (outcome.kind !== 'done')
    return { ok: false, reason: outcome.detail ?? outcome.reason, method: null, characters: 0, text: '' };
  const { method, text } = outcome.value;
  return {
    ok: true,
    reason: null,
    method,
    characters: text.length,
    text: text.slice(0, WORDS_CHARS).toWellFormed(),
  };
}

function print(report: Report, output: Output): void {
  const width = lineWidth();
  output.say(labelled('Page', report.url));
  for (const { part, selector, found, words } of report.findings) {
    output.say(labelled(part, `${selector}: ${found === 0 ? 'FOUND NOTHING' : plural(found, 'element')}`));
    if (words) output.say(`${''.padEnd(11)}${clipped(words, width - 11)}`);
  }
  output.say();
  for (const { label, rule, without, same } of report.fields) {
    output.say(labelled(label, rule ?? '-'));
    if (!same) output.say(labelled('  without', without ?? '-'));
  }
  printBody('Body', report.with_rule, output);
  if (
    report.with_rule.text !== report.without.text ||
    report.with_rule.characters !== report.without.characters
  )
    printBody('  without', report.without, output);
  else output.say(labelled('', 'the same without the rule'));
}

function printBody(label: string, { ok, reason, method, characters, text }: Summary, output: Output): void {
  if (!ok) {
    output.say(labelled(label, `none: ${reason}`));
    return;
  }
  const first = clipped(text.split('\n\n')[0] ?? '', 2 * lineWidth());
  output.say(labelled(label, `${characters.toLocaleString('en')} characters by ${method}: ${first}`));
}
