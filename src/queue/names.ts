// The queues and what their jobs carry: ids, never content. Job data is clear text in the queue, and a replay must see
// the stored truth. The files in `workers/` have the same names.

export type JobData = {
  /** due feed → new items */
  'fetch-feeds': { feedId: number };
  /** item → page, archived as it came */
  'fetch-pages': { itemId: number };
  /** page → article */
  'extract-articles': { itemId: number };
  /** article → tags, story, matches */
  'tag-articles': { itemId: number };
  /** delivery → attempt */
  'send-alerts': { deliveryId: string };
  /** archived work, run again */
  'replay-jobs': { replayId: number };
  /** the heartbeat: claims what is due, puts back what the queue forgot */
  tick: Record<string, never>;
};

export type QueueName = keyof JobData;

const ALL: Record<QueueName, true> = {
  'fetch-feeds': true,
  'fetch-pages': true,
  'extract-articles': true,
  'tag-articles': true,
  'send-alerts': true,
  'replay-jobs': true,
  tick: true,
};

/** Every queue, in the order of an article's way. */
export const QUEUE_NAMES = Object.keys(ALL) as readonly QueueName[];
