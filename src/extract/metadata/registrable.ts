// Which hosts belong to one owner: the name that was registered. Without the public suffix list (10,000 lines that age),
// with the second levels and the shared hosts that news comes from. When unsure it says "another owner".

/** second levels under which countries register: harbour.co.uk */
const SECOND_LEVEL =
  /^(?:co|com|org|net|gov|gob|gouv|gv|govt|edu|ac|or|ne|go|mil|nom|info|biz|web|sch|ltd|plc|me|press|id|in|firm|gen|ind|nic|asso|tm|school|iwi|maori|on|my|lg|ed|gr|ad|blog|art|adv|eco|tv|jor|msk|spb)$/;

/** each name below these is somebody else's */
const SHARED =
  /(?:^|\.)(?:blogspot\.[a-z.]{2,6}|wordpress\.com|substack\.com|medium\.com|tumblr\.com|ghost\.io|beehiiv\.com|hashnode\.dev|github\.io|gitlab\.io|pages\.dev|workers\.dev|netlify\.app|vercel\.app|web\.app|firebaseapp\.com|herokuapp\.com|wixsite\.com|weebly\.com|squarespace\.com|webflow\.io|framer\.website|livejournal\.com|typepad\.com|over-blog\.com|canalblog\.com|hatenablog\.com|fc2\.com|altervista\.org|cdn\.ampproject\.org|amazonaws\.com|cloudfront\.net|azurewebsites\.net|blob\.core\.windows\.net|appspot\.com|fly\.dev|onrender\.com|translate\.goog)$/;

/** The name under which the owner of a host is registered: `harbour.co.uk` of `news.harbour.co.uk`. */
export function registrable(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  let kept = 2;
  const [second = '', top = ''] = labels.slice(-2);
  if (top.length === 2 && SECOND_LEVEL.test(second)) kept = 3;
  const shared = SHARED.exec(host);
  if (shared !== null) kept = Math.max(kept, shared[0].replace(/^\./, '').split('.').length + 1);
  return labels.slice(-kept).join('.');
}

/** Two addresses of one owner. */
export function isSameOwner(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one)?.hostname, URL.parse(other)?.hostname];
  return a !== undefined && b !== undefined && registrable(a) === registrable(b);
}
