// The feed that a person means by an id or an address.

import type { Sql } from '../../store/db.ts';
import { type FeedRow, findFeed } from '../../store/feeds.ts';
import { mergedInto } from '../../store/moved-feeds.ts';
import { CommandFailed } from '../output.ts';

/** Null for an address that is not watched. @throws CommandFailed for an id that no feed has */
export async function feedOrUrl(sql: Sql, which: string): Promise<FeedRow | null> {
  const feed = await findFeed(sql, which);
  if (feed !== null || !/^\s*[+-]?\d+\s*$/.test(which)) return feed;
  const other = await mergedInto(sql, which.trim());
  const became = other ? ` It turned out to be the same as feed ${other.id} (${other.url}).` : '';
  throw new CommandFailed(`There is no feed ${which.trim()}.${became} "presswatch feeds list" shows all.`);
}
