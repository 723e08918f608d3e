// The table of made-up pages of every kind.
import { LISTS, MISSING_PAGES, SHELLS } from './elsewhere.ts';
import type { Wild } from './furniture.ts';
import { ARTICLES } from './lookalikes.ts';
import { SPECIAL, TEASER_PAGES } from './partial.ts';
import { CHALLENGES, CONSENT_WALLS, LOGIN_PAGES } from './walls.ts';

export const WILD: readonly Wild[] = [
  ...CHALLENGES,
  ...CONSENT_WALLS,
  ...LOGIN_PAGES,
  ...MISSING_PAGES,
  ...LISTS,
  ...SHELLS,
  ...TEASER_PAGES,
  ...SPECIAL,
  ...ARTICLES,
];
