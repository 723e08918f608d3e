// Every bound on size, time, depth and count, each with its reason. Units stand in the names.

const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1000;

export const LIMITS = {
  // ── going out ──
  /** the largest real feeds (podcasts with full history) stay below this */
  feedBytes: 5 * MIB,
  /** news pages are 0.1-1 MB; above 3 MB it is an application or an archive */
  pageBytes: 3 * MIB,
  /** robots.txt: RFC 9309 asks for at least 500 KiB */
  robotsBytes: 512 * KIB,
  /** rules that speak to us; the longest real lists hold some 2,000 */
  robotsRules: 5000,
  /** patterns with a star cost their length times the path's: this much is 30 million steps at worst */
  robotsWildcardChars: 16 * KIB,
  /** RFC 9309 §2.4: not cached longer than 24 hours */
  robotsFreshMs: 24 * 3600 * SECOND,
  /** a robots.txt that could not be read is asked for again after this */
  robotsRetryMs: 600 * SECOND,
  /** RFC 9309 §2.3.1.4 lets old rules stand in for unreachable ones for "a reasonably long time (e.g. 30 days)" */
  robotsStaleMs: 30 * 24 * 3600 * SECOND,
  /** records kept in memory; one is below 1 KB for nearly all sites */
  robotsOrigins: 10_000,
  /** Crawl-delay is no standard; a minute or more would stop a feed's articles */
  crawlDelayMs: 30 * SECOND,
  /** what Retry-After may put off at most, so that a typo of a server is no sentence for life */
  retryAfterMs: 30 * 24 * 3600 * SECOND,
  /** whole exchange, all redirects included; a slow drip ends here */
  fetchMs: 20 * SECOND,
  dnsMs: 5 * SECOND,
  connectMs: 5 * SECOND,
  /** five hops cover http → https → www → path → slash */
  redirects: 5,
  headerBytes: 32 * KIB,
  /** 0.3 MB of gzip can hold 1 GB; real pages compress below 30:1 */
  inflateRatio: 100,
  /** the ratio is only judged once this much came out */
  inflateGraceBytes: MIB,
  urlChars: 2048,
  /** to one origin at once; callers pace themselves further, this only bounds sockets */
  connectionsPerOrigin: 8,
  /** most servers hang up after 5 s of silence; leaving first avoids sending into a closing connection */
  keepAliveMs: 4 * SECOND,

  // ── feeds ──
  /** 1,000 items cover a day of the busiest agency feed */
  feedItems: 1000,
  titleChars: 1000,
  summaryChars: 5000,
  guidChars: 2000,
  authorChars: 300,
  /** dates are read by patterns; no real one is longer */
  dateChars: 100,
  /** elements of one document, content included: 20 for each of 1,000 items, ten times over */
  feedElements: 200_000,
  /** after inflating; three times what may come over the wire */
  feedDocumentBytes: 15 * MIB,
  /** read in place up to this, which takes 20 ms (30-45 ms/MB); larger documents are read in a thread */
  feedInPlaceBytes: 512 * KIB,
  /** one document may hold the reading thread this long; the worst known takes half a second */
  feedReadMs: 3 * SECOND,
  /** old-generation heap of that thread; the worst known document takes 100 MB */
  feedHeapMb: 256,
  /** feed XML nests below 20; parsers recurse */
  feedDepth: 256,
  /** of a sitemap index: news sitemaps hold two days, so the newest few are all that is new */
  sitemapChildren: 5,
  /** of a page that is searched for feeds; they are named in its head */
  discoverPageBytes: 512 * KIB,
  /** addresses kept of one page; a directory of feeds names hundreds */
  discoverCandidates: 100,
  /** addresses of each kind that are tried: the first few are the site's own */
  discoverTries: 5,
  /** usual names that are tried where nothing names a feed */
  discoverGuesses: 10,
  /** for a whole search, pauses between requests included */
  discoverMs: 120 * SECOND,
  /** of one entry; Google reads about a dozen */
  keywords: 50,

  // ── pages ──
  textChars: 500_000,
  /** the article as HTML: its text plus tags and addresses */
  htmlChars: 1_000_000,
  /** a JSON-LD script above this is data, not a description of the page */
  jsonLdChars: 2_000_000,
  jsonLdNodes: 500,
  jsonLdDepth: 6,
  /** a selector in sites.yaml; real ones are below 200 */
  selectorChars: 1000,
  /** selectors that take parts out of one site's pages */
  siteRemovals: 100,
  /** of an article that is cut into pages; the longest real ones have about ten */
  pageParts: 10,
  /** for the parts after the first, pauses between requests included: an alert must not wait longer for a long read */
  partsMs: 60 * SECOND,
  /** shorter content of a feed is a summary, whatever the feed calls it */
  fullContentChars: 1000,
  /** starting a thread loads the parser: 0.4 s on a quiet machine */
  threadStartMs: 20 * SECOND,
  /** Readability's cost grows with the square to cube of depth */
  pageDepth: 256,
  pageTags: 20_000,
  tagAttributes: 256,
  /** CPU time of a thread for one page: the dearest real pages take half a second */
  extractCpuMs: 3 * SECOND,
  /** wall clock for the same; only passed on a machine that gives the thread a seventh of a core */
  extractWallMs: 20 * SECOND,
  /** one page in the operator's browser, its scripts' requests included */
  renderMs: 30 * SECOND,
  /** of that, until the page counts as loaded; a script that never comes must not cost the page */
  renderLoadMs: 15 * SECOND,
  /** scripts that are still asking after the page has loaded get this long to come to rest */
  renderRestMs: 5 * SECOND,
  /** of one rendered page: applications ask for some dozens of scripts and answers */
  renderRequests: 60,
  renderBytes: 20 * MIB,
  /** old-generation heap of one extraction thread */
  extractHeapMb: 256,
  /** a thread is renewed after this many pages, so leaks end; its code is compiled anew then, which costs the next 200 pages half again */
  extractPagesPerThread: 2000,

  // ── changes of articles ──
  /** paragraphs that went or came in one change; cost grows with their square: beyond it a text was written anew */
  diffParagraphs: 1000,
  /** words changed in one paragraph, beyond which it is told as a whole */
  diffParagraphEdits: 400,
  /** words changed in one comparison that are looked for one by one */
  diffEdits: 4000,
  /** of what changed in an article, this much is judged: 8,000 words, and 50 ms of work at worst */
  judgedChars: 50_000,
  /** words changed that are weighed one by one; beyond, the whole of it is another text */
  judgedEdits: 600,
  /** alerts of substantial updates of one article for one subscription; corrections are not counted */
  updatesPerArticle: 3,
  /** visits handed out and not back yet, over all hosts and processes: fewer than one process fetches at once */
  revisitsAtOnce: 4,
  /** of one host a visit in this many gaps: the rest is for feeds and new pages */
  revisitGaps: 10,
  /** a page that is busy or broken is asked again after this, twice; then the next visit is the next try */
  revisitRetryMs: 600 * SECOND,
  /** a page that is gone is looked at again after this before its article counts as withdrawn */
  goneAgainMs: 30 * 60 * SECOND,
  /** one that is there without its text, later: sites break for hours */
  emptiedAgainMs: 6 * 3600 * SECOND,
  /** paragraphs that went times paragraphs that came, which are held against each other */
  diffPairs: 10_000,

  // ── deliveries ──
  webhookMs: 15 * SECOND,
  /** answers are read this far and dropped */
  webhookAnswerBytes: 64 * KIB,
  /** of an answer, this much is stored with the attempt */
  answerKeptChars: 1000,
  /** Standard Webhooks asks for small bodies; the article is linked, not carried */
  webhookBodyBytes: 20 * KIB,

  // ── vocabulary ──
  /** a pack of 100,000 aliases takes 5-10 MB */
  vocabularyFileBytes: 16 * MIB,
  /** how often a process looks whether files of packs and rules, or merges, have changed: some 30 `stat` calls */
  vocabularyLookMs: SECOND,
  /** spellings the name tagger keeps described; a day's news has fewer, and one takes about 600 bytes */
  taggerWords: 50_000,
  /** longer ones are no words, and not worth keeping */
  taggerWordChars: 60,
  /** a tagger's file after unpacking: 5 MB as shipped; more is no model */
  taggerModelBytes: 64 * MIB,
  /** of a token classifier of the operator's own: BERT reads 512 pieces, and its cost grows with their square */
  nerWindowPieces: 384,
  /** so that every piece has 32 others on both sides, a sentence's worth */
  nerWindowOverlap: 64,
  /** of one article; at 0.1 s a window of some 250 words, far more than any news needs */
  nerArticleMs: 10 * SECOND,
  /** a topic model's file: 2 MB as shipped; more is no model */
  topicModelBytes: 64 * MIB,

  /** a receiver that timed out or asked for patience is left alone at least this long */
  alertPatienceMs: 60 * SECOND,
  /** no receiver may put a delivery off further than this, whatever its Retry-After says */
  alertDelayMs: 24 * 3600 * SECOND,
  /** the file channel looks this far back for a line it wrote before a crash; a repeat comes soon after */
  fileLookBackBytes: MIB,
  /** of the file channel, folders included; file systems end at 255 bytes a part */
  fileNameChars: 200,

  // ── work ──
  /** a job that never ended this often takes its process down: reject it as poison */
  startsBeforePoison: 3,
  /** a row on which our own work failed this often is rejected: with the pauses below about an hour, longer than most outages */
  errorsBeforeReject: 8,
  /** the second error puts a row off for this long, each further one twice as long; the first is tried again at once */
  errorPauseMs: 30 * SECOND,
  /** how often a worker says that it is there, and looks for changed subscriptions if no notice woke it */
  workerBeatMs: SECOND,
  /** examples of one subscription: all are run, in one transaction, whenever its query changes */
  examples: 100,
  /** clean stop, then hard exit */
  shutdownMs: 25 * SECOND,
  /** rows put back into the queue at a time */
  reconcileRows: 1000,
  /** texts that leave the story window at one heartbeat; more than come in between two */
  storyTextRows: 2000,
} as const;
