// The queues and what a job carries: the id of a row, never content. Job data is clear text in the queue, and a replay
// must see the stored truth. The files in `workers/` have the same names.

export const QUEUE_NAMES = [
  'fetch-feeds', // due feed, or what a hub pushed → new items; id of a feed, or push- and the id of a push
  'fetch-pages', // item → page, archived as it came; id of an item, or revisit- and the id of an article
  'extract-articles', // page → article; id of an item, or revisit- and the id of an article
  'tag-articles', // article → tags, story, matches; id of an item
  'send-alerts', // delivery → attempt; id of a delivery
  'replay-jobs', // archived work, run again; id of a replay
] as const;

export type QueueName = (typeof QUEUE_NAMES)[number];

/** The row that says what is to be done; numbers are written in decimal. */
export type JobData = { id: string };
