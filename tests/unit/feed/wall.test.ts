import { expect, test } from 'vitest';
import { wallOf } from '../../../src/feed/wall.ts';

const seen = (text: string, headers: Record<string, string> = {}, url = 'https://news.example/feed') =>
  wallOf({ url, headers, bytes: Buffer.from(text) });

test.each([
  ['a challenge by its header', seen('', { 'cf-mitigated': 'challenge' }), /Cloudflare/],
  ['a challenge by its page', seen('<title>Just a moment...</title>'), /Cloudflare/],
  ['another bot guard', seen('<title>Access Denied</title>'), /bot guard/],
  ['a guard by its header', seen('', { 'x-datadome': 'protected' }), /bot guard/],
  ['a consent wall by its host', seen('<html>', {}, 'https://consent.news.example/?to=feed'), /consent/],
  ['a login by its field', seen('<form><input name="p" type="password"></form>'), /login/],
  ['a login by its address', seen('<html>', {}, 'https://news.example/login?next=/feed'), /login/],
  ['a parked domain', seen('<title>news.example: domain for sale</title>'), /parked/],
])('%s is named', (_name, says, expected) => {
  expect(says).toMatch(expected);
});

test('an ordinary page is no wall, and a long one takes no time', () => {
  expect(seen('<title>The News</title><p>login is what the article is about')).toBeNull();
  expect(seen(`<title>${'<title'.repeat(1_000_000)}`)).toBeNull();
});
