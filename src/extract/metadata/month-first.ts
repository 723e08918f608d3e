// Does 3/7/2031 on this page mean the seventh of March? Told by language, region and the country of the host.

/** countries that write the month first; Canada and South Africa write both */
const REGION = /^en[-_](?:us|ph|pr|gu|vi)$|^es[-_](?:us|pr)$/i;
const COUNTRY = /\.(?:us|gov|mil|edu|ph|pr|gu)$/i;
/** hosts of no country: an English page there is American more often than not */
const ANYWHERE = /\.(?:com|org|net|io|co|ai|app|dev|news|info|biz|blog|tv|me)$/i;

export function isMonthFirst(lang: string | null, locale: string | null, url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  if (REGION.test(lang ?? '') || REGION.test(locale ?? '')) return true;
  if (/^[a-z]{2}[-_][a-z]{2}$/i.test(lang ?? '')) return false;
  if (!/^(?:en)?$/i.test(lang ?? '')) return false;
  return COUNTRY.test(host) || (ANYWHERE.test(host) && !/^(?!en)[a-z]{2}/i.test(locale ?? ''));
}
