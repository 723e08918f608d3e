// Looks at many addresses before they are watched: several hosts at once, one after another on each. What is a feed, or
// does not answer now, is watched; a page is not. Says how far it is.
import { type Attempt, type FoundFeed, findFeeds, type SearchDeps } from '../../pipeline/find-feeds.ts';
import { addFeed } from '../../store/feeds.ts';
import { findSame } from '../../store/moved-feeds.ts';
import type { House } from '../open.ts';
import { type Output, plural } from '../output.ts';

export type Wish = { url: string; title?: string; folder: string };

/** What became of one address. */
export type Result = {
  id: number | null;
  added: boolean;
  /** as it is watched */
  url: string;
  /** as it was given, where it is watched under another one */
  given?: string;
  /** it is watched, but could not be read now */
  warning?: string;
  /** why it is not watched, and what could be in its place */
  problem?: string;
  found?: FoundFeed[];
};

export type Means = { house: House; deps: SearchDeps; output: Output };

/** hosts that are asked at once; each waits for its own answers only */
const HOSTS = 12;
/** with more addresses than these, one that is no feed is not searched for as a site, only for what its page names */
const FEW = 3;
const TELL_MS = 1000;
/** a look that is over sooner needs no word of how far it is */
const PATIENCE_MS = 2000;

/** In the order of `wishes`; each is added as soon as it is known to be good. */
export async function lookAndAdd(wishes: readonly Wish[], means: Means): Promise<Result[]> {
  const results: Result[] = [];
  const state = { done: 0, refused: 0, last: '' };
  const groups = [...Map.groupBy(wishes.entries(), ([, { url }]) => new URL(url).host).values()];
  const work = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      for (const [place, wish] of group) {
        const result = await lookAt(wish, means, wishes.length > FEW, (attempt) => {
          state.last = `${attempt.url}: ${attempt.answer}`;
        });
        results[place] = result;
        state.done++;
        if (result.problem !== undefined) state.refused++;
      }
    }
  };
  const quiet = telling(means.output, () => {
    const bad = state.refused === 0 ? '' : `, ${state.refused} refused`;
    const far =
      wishes.length === 1 ? 'Looking.' : `Asked ${state.done} of ${plural(wishes.length, 'address')}${bad}.`;
    return `${far} ${state.last}`.trim();
  });
  try {
    await Promise.all(Array.from({ length: HOSTS }, work));
  } finally {
    quiet();
  }
  return results;
}

/** Says once a second how far something is, when it takes longer than two; the function that comes back ends that. */
export function telling(output: Output, line: () => string): () => void {
  let timer: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    output.progress(line());
    timer = setInterval(() => output.progress(line()), TELL_MS);
  }, PATIENCE_MS);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
    output.progressDone();
  };
}

async function lookAt(
  wish: Wish,
  { house, deps }: Means,
  brief: boolean,
  onAttempt: (attempt: Attempt) => void,
): Promise<Result> {
  const { url } = wish;
  const known = await findSame(house.store, url);
  if (known !== null) return addOne(house, wish);
  const { attempts, feeds } = await findFeeds(url, deps, { isFeed: true, brief, onAttempt });
  const [first] = attempts;
  if (first?.feed)
    return { ...(await addOne(house, { ...wish, url: first.feed.url })), ...given(url, first.feed.url) };
  if (first?.answered === false) return { ...(await addOne(house, wish)), warning: first.answer };
  return { id: null, added: false, url, problem: first?.answer ?? 'It does not answer.', found: feeds };
}

/** Adds an address, unless it is one of ours already, under this name or another. */
export async function addOne({ store }: House, wish: Wish): Promise<Result> {
  const added = await store.tx((sql) => addFeed(sql, wish));
  return { ...added, ...given(wish.url, added.url) };
}

const given = (asked: string, watched: string): { given?: string } =>
  asked === watched ? {} : { given: asked };
