// A page that only scripts fill, built once by the operator's browser where its host is listed. What the browser built is
// archived as the page, so that whoever reads the archive needs none. Says nothing of what the page is: reading does.
import { LIMITS } from '../config/limits.ts';
import { isSameOwner } from '../extract/metadata/registrable.ts';
import { done, type Outcome, type Reject, type RejectReason } from '../model/outcome.ts';
import type { Renderer } from '../render/renderer.ts';
import { packBytes } from '../store/pages.ts';
import type { Deps } from './deps.ts';
import { asPage, type FetchedPart } from './fetch-parts.ts';
import type { Turn } from './host-turn.ts';
import { type AboutItem, extract } from './read-page.ts';

/** The browser, and the hosts whose pages it may build; a host stands for all below it. */
export type Rendering = { renderer: Renderer; hosts: readonly string[] };

export type Rendered = {
  /** as the browser built it, or as it came */
  page: FetchedPart;
  /** why the browser did not build it although it should have */
  failure: Reject | null;
};

/** what a page without its scripts looks like to a reader */
const UNFILLED: ReadonlySet<RejectReason> = new Set<RejectReason>(['needs-script', 'empty']);

/**
 * The page as a reader would see it. A Retry comes back only when cell or browser are closing.
 * @param turn of the page's host, which is kept until the page is built: its scripts' requests are to the same owner
 */
export async function renderPage(
  plain: FetchedPart,
  about: AboutItem,
  turn: Turn,
  deps: Pick<Deps, 'rendering' | 'cell' | 'sites' | 'clock'>,
): Promise<Outcome<Rendered>> {
  const asItCame = done({ page: plain, failure: null });
  const { rendering } = deps;
  const { finalUrl: url, contentType } = plain.page;
  if (rendering === undefined || !mayRender(url, deps)) return asItCame;
  const read = await extract(asPage(plain, deps), about, deps);
  if (read.kind === 'retry') return read;
  if (read.kind !== 'reject' || !UNFILLED.has(read.reason)) return asItCame;
  const built = await rendering.renderer.render({ url, bytes: plain.bytes, contentType }, () =>
    turn.keep(LIMITS.renderMs + LIMITS.fetchMs),
  );
  if (built.kind === 'reject') return done({ page: plain, failure: built });
  if (built.kind !== 'done') return built;
  return done({ page: await builtPage(plain, built.value), failure: null });
}

/** Without validators: they stand for what came, and an unchanged shell may be filled with another text. */
const builtPage = async ({ page }: FetchedPart, bytes: Uint8Array): Promise<FetchedPart> => ({
  page: { ...page, contentType: 'text/html; charset=utf-8', etag: null, lastModified: null, rendered: true },
  packed: await packBytes(bytes),
  bytes,
});

/** What the ledger says of a page that was to be built and was not. */
export const failureSentence = ({ reason, detail }: Reject): string =>
  `The page's scripts could not be run (${detail ?? reason}); it is read as it came.`;

/** Whether an address is of a host whose pages may be built here, or of one below it. */
export function mayRender(url: string, { rendering }: Pick<Deps, 'rendering'>): boolean {
  const host = URL.parse(url)?.hostname.replace(/\.$/, '') ?? '';
  return rendering?.hosts.some((listed) => host === listed || host.endsWith(`.${listed}`)) ?? false;
}

/**
 * What a page's scripts may ask for: what its own owner serves, as far as robots.txt lets us. Those who are paid to
 * watch readers are somebody else, and so is most of what else a page loads from elsewhere.
 */
export const mayAsk =
  (robots: Deps['robots'] | null) =>
  async (url: string, page: string): Promise<boolean> =>
    isSameOwner(url, page) && (robots === null || (await robots.allowed(url)).ok);
