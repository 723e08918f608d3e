// What stands where a feed should be: a challenge of a bot guard, a login, a consent wall, an ordinary page. For
// sentences in `feeds list` and `feeds check`; decides nothing, follows nothing.

/** enough to see what a page is; the rest costs time only */
const HEAD_CHARS = 20_000;

type Seen = { url: string; headers: Readonly<Record<string, string>>; bytes: Uint8Array };
type Sign = { says: string; is(seen: { url: URL | null; headers: Seen['headers']; text: string }): boolean };

const SIGNS: Sign[] = [
  {
    says: 'Cloudflare asks for a browser there (a bot challenge). Ask the site to let this User-Agent through.',
    is: ({ headers, text }) =>
      headers['cf-mitigated'] === 'challenge' ||
      /cdn-cgi\/challenge-platform|cf-browser-verification|<title>(?:just a moment|attention required! \| cloudflare)/i.test(
        text,
      ),
  },
  {
    says: 'A bot guard stands there (DataDome, Akamai, PerimeterX or Imperva). Ask the site to let this User-Agent through.',
    is: ({ headers, text }) =>
      'x-datadome' in headers ||
      'x-iinfo' in headers ||
      /captcha-delivery\.com|_incapsula_resource|px-captcha|errors\.edgesuite\.net|<title>(?:access denied|pardon our interruption)/i.test(
        text,
      ),
  },
  {
    says: 'A consent page stands there: the site sends readers without its cookie away from the feed.',
    is: ({ url, text }) =>
      /^(?:consent|cmp|privacy|myprivacy)\./i.test(url?.hostname ?? '') ||
      /<title>[^<]{0,80}(?:before you continue|cookie consent|privacy gate|consent|einwilligung|datenschutz-einstellungen)/i.test(
        text,
      ),
  },
  {
    says: 'A login page stands there: the feed is for signed-in readers now.',
    is: ({ url, text }) =>
      /\/(?:log-?in|sign-?in|wp-login\.php|auth|sso)(?:[/?.]|$)/i.test(url?.pathname ?? '') ||
      /<input[^>]{0,200}type=["']?password/i.test(text) ||
      /<title>[^<]{0,80}(?:log ?in|sign ?in|anmelden|connexion)/i.test(text),
  },
  {
    says: 'The domain is parked or for sale.',
    is: ({ text }) =>
      /<title>[^<]{0,80}(?:domain (?:is )?(?:for sale|parked)|parked domain)|sedoparking\.com/i.test(text),
  },
];

/** A sentence about a page that stands in a feed's place; null when it shows no known sign. */
export function wallOf({ url, headers, bytes }: Seen): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_CHARS)).toString(
    'latin1',
  );
  const seen = { url: URL.parse(url), headers, text };
  return SIGNS.find((sign) => sign.is(seen))?.says ?? null;
}
