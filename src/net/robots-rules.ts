// Cuts a robots.txt down to the rules that speak to us, in bounded work. Needed before any parser that keeps every
// group: 20,000 user-agent lines over 20,000 rules fit into 500 KiB and would become 400 million objects.
import { LIMITS } from '../config/limits.ts';

/** The product token of a user agent (RFC 9309 §2.2.1), in lower case: `Presswatch/1.2 (+https://…)` → `presswatch`. */
export function productToken(userAgent: string): string {
  return /^[a-z_-]*/i.exec(userAgent.trim())?.[0].toLowerCase() ?? '';
}

type Group = { lines: Set<string>; wildcards: number; named: boolean };

/**
 * The groups for `token` merged into one group for `*`; where there are none, those for `*` itself. Comments, other
 * groups and unknown records are gone. Never longer than the input.
 */
export function rulesFor(token: string, text: string): string {
  const ours: Group = { lines: new Set(), wildcards: 0, named: false };
  const everyones: Group = { lines: new Set(), wildcards: 0, named: false };
  let current: Group[] = [];
  let naming = false; // user-agent lines in a row belong to one group
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const [, key = '', value = ''] = /^\s*([a-z-]+)\s*:([^#]*)/i.exec(line) ?? [];
    const record = key.toLowerCase();
    if (record === 'user-agent') {
      if (!naming) current = [];
      naming = true;
      const group = value.trim().startsWith('*') ? everyones : productToken(value) === token ? ours : null;
      if (group !== null && !current.includes(group)) current.push(group);
      for (const one of current) one.named = true;
    } else if (record === 'allow' || record === 'disallow' || record === 'crawl-delay') {
      naming = false;
      for (const group of current) addRule(group, record, value.trim());
    }
  }
  const { lines } = ours.named ? ours : everyones;
  return lines.size === 0 ? '' : `user-agent:*\n${[...lines].join('\n')}\n`;
}

function addRule(group: Group, record: string, pattern: string): void {
  if (pattern === '' || group.lines.size >= LIMITS.robotsRules) return; // an empty Disallow forbids nothing
  const rule = `${record}:${pattern.replace(/\*+/g, '*')}`;
  // A pattern with a star is compared at every place of the path; these alone cost more than their length.
  if (pattern.includes('*') && !group.lines.has(rule)) {
    group.wildcards += pattern.length;
    if (group.wildcards > LIMITS.robotsWildcardChars) return;
  }
  group.lines.add(rule);
}
