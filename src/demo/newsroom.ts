// The demo's world: a dozen invented newspapers on loopback addresses, with feeds and pages over real HTTP.
// For demonstration and tests; it never leaves the machine, and knows nothing of what reads it.
import type { RequestListener } from 'node:http';
import { type Clock, systemClock } from '../lib/clock.ts';
import { closeAll, type Layout, listenAll } from './addresses.ts';
import { conditional } from './conditional.ts';
import { type Content, loadContent, type PageKind } from './content.ts';
import { OUTLETS } from './outlets.ts';
import { answer, articleUrl, feedUrl, type Site } from './site.ts';

export type NewsroomFeed = { url: string; title: string; folder: string };

/** What is true of one article, whatever a reader of feeds and pages makes of it. */
export type NewsroomArticle = {
  id: string;
  /** canonical address first, then the address in the feed where that differs */
  urls: string[];
  /** the outlet's name */
  outlet: string;
  title: string;
  page: PageKind;
  /** id of the article that told this story first; wire copies share it */
  story: string;
};

export type Newsroom = {
  feeds: NewsroomFeed[];
  articles: NewsroomArticle[];
  /** `http://address:port` of every outlet, for an address guard that must let them pass */
  origins: string[];
  /** Puts the corrected article on its page and into its feed; a second call changes nothing. */
  publishCorrection(): Promise<void>;
  /** how often each URL was asked for, as it was asked, since the start */
  requests(): Record<string, number>;
  close(): Promise<void>;
};

export type NewsroomOptions = {
  /** of every outlet; 0 (the default) takes a free one. A fixed port keeps article URLs, and so ids, over restarts. */
  port?: number;
  /** `addresses` gives each outlet its own, and falls back to `ports` where the system has only 127.0.0.1 */
  layout?: Layout;
  clock?: Clock;
};

/** Opens the newsroom. Publication times count back from now. */
export async function startNewsroom(options: NewsroomOptions = {}): Promise<Newsroom> {
  const clock = options.clock ?? systemClock;
  const { articles, corrected } = await loadContent(clock.now());
  const listening = await listenAll(OUTLETS.length, options.port ?? 0, options.layout ?? 'addresses');
  const counts = new Map<string, number>();

  const sites: Site[] = OUTLETS.flatMap((outlet, index) => {
    const origin = listening[index]?.origin;
    return origin === undefined
      ? []
      : [{ outlet, origin, articles: articles.filter((one) => one.outlet === outlet.key) }];
  });
  sites.forEach((site, index) => {
    listening[index]?.server.on('request', serve(site, counts));
  });

  return {
    feeds: sites.map((site) => ({
      url: feedUrl(site),
      title: site.outlet.name,
      folder: site.outlet.feed.folder,
    })),
    articles: sites.flatMap((site) => site.articles.map((article) => truth(site, article))),
    origins: sites.map((site) => site.origin),
    publishCorrection: async () => {
      const updatedAt = clock.now();
      for (const site of sites)
        site.articles = site.articles.map((one) => correct(one, corrected, updatedAt));
    },
    requests: () => Object.fromEntries(counts),
    close: () => closeAll(listening),
  };
}

function serve(site: Site, counts: Map<string, number>): RequestListener {
  return (request, response) => {
    const target = request.url ?? '/';
    const url = site.origin + target;
    counts.set(url, (counts.get(url) ?? 0) + 1);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const { status, headers, body } = conditional(answer(site, target), request.headers);
    response.writeHead(status, status === 304 ? headers : { ...headers, 'content-length': body.byteLength });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

function correct(article: Content, corrected: readonly Content[], updatedAt: Date): Content {
  const later = corrected.find((one) => one.id === article.id);
  if (later === undefined || article.updatedAt !== null) return article;
  return { ...later, publishedAt: article.publishedAt, updatedAt };
}

function truth(site: Site, article: Content): NewsroomArticle {
  const url = articleUrl(site, article);
  return {
    id: article.id,
    urls: site.outlet.linkSuffix === '' ? [url] : [url, url + site.outlet.linkSuffix],
    outlet: site.outlet.name,
    title: article.title,
    page: article.page,
    story: article.story,
  };
}
