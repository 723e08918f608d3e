// Reads sites.yaml: rules of the operator for single sites. All mistakes are told at once, each with file and line.
// Knows no page: whether a selector can be read is asked of whoever runs selectors.
import { existsSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { z } from 'zod';
import type { SiteRule } from '../model/site-rule.ts';
import { LIMITS } from './limits.ts';
import { BadConfiguration } from './load.ts';
import { fileTeller, shaped } from './mistakes.ts';
import { readSource } from './source.ts';
import { readText } from './text-file.ts';

/** Rules by host, lower case. */
export type SiteRules = ReadonlyMap<string, SiteRule>;

const HOST = /^(?=.{1,253}$)(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+[\p{L}][\p{L}\d-]*[\p{L}\d]$/u;

/** names of the web, and those that a page on one's own machine has */
const isHost = (name: string): boolean => HOST.test(name) || name === 'localhost' || isIPv4(name);

const selector = z
  .string()
  .min(1, 'is empty: write a CSS selector, or remove the line')
  .max(LIMITS.selectorChars);

const ruleSchema = z.strictObject({
  note: z.string().optional(),
  body: selector.optional(),
  title: selector.optional(),
  byline: selector.optional(),
  date: selector.optional(),
  remove: z.array(selector).max(LIMITS.siteRemovals).optional(),
});

const sitesSchema = z.strictObject({ sites: z.record(z.string(), z.unknown()).nullable().default({}) });

/**
 * The rules of a file; none where there is no such file. `problemOf` says what is wrong with a selector, or null.
 * @throws BadConfiguration with every mistake found
 */
export function readSites(path: string, problemOf: (selector: string) => string | null): SiteRules {
  if (!existsSync(path)) return new Map();
  const mistakes: string[] = [];
  const source = readSource(readText(path, mistakes) ?? '', path, mistakes);
  if (mistakes.length > 0) throw new BadConfiguration(mistakes);
  const tell = fileTeller(mistakes, path, source);
  const rules = new Map<string, SiteRule>();
  const sites = shaped(sitesSchema, source.data ?? {}, { tell })?.sites ?? {};
  for (const [host, written] of Object.entries(sites)) {
    const at = ['sites', host];
    const name = URL.parse(`https://${host}/`)?.hostname ?? '';
    if (!isHost(host)) tell(at, 'is no host: write the name alone, such as harbour.example');
    else if (rules.has(name)) tell(at, 'stands here twice; join the two');
    const rule = shaped(ruleSchema, written ?? {}, { tell, at });
    for (const [keys, one] of selectorsOf(written)) {
      const problem = problemOf(one);
      if (problem !== null) tell([...at, ...keys], `"${one.slice(0, 100)}" ${problem}`);
    }
    if (rule !== null) rules.set(name, ruleOf(rule));
  }
  if (mistakes.length > 0) throw new BadConfiguration(mistakes);
  return rules;
}

type Written = z.output<typeof ruleSchema>;

/** Whatever may be a selector in a rule as it is written, also in one with mistakes of other kinds. */
function selectorsOf(written: unknown): [keys: (string | number)[], selector: string][] {
  if (typeof written !== 'object' || written === null) return [];
  return Object.entries(written).flatMap(([part, value]): [(string | number)[], string][] => {
    if (part === 'note' || !(part in ruleSchema.shape)) return [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.flatMap((one, at): [(string | number)[], string][] =>
      typeof one === 'string' && one !== '' ? [[Array.isArray(value) ? [part, at] : [part], one]] : [],
    );
  });
}

const ruleOf = ({ note: _, ...rule }: Written): SiteRule =>
  Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));

/** The rule for an address: of its host, else of the nearest host above it; null when there is none. */
export function ruleFor(rules: SiteRules, url: string): SiteRule | null {
  let host = URL.parse(url)?.hostname.replace(/\.$/, '') ?? '';
  while (host !== '') {
    const rule = rules.get(host);
    if (rule !== undefined) return rule;
    const dot = host.indexOf('.');
    host = dot < 0 ? '' : host.slice(dot + 1);
  }
  return null;
}
