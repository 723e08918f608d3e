// The body of the note that an article was taken down, for those who were told of it. Names what they were told of.
import { LIMITS } from '../config/limits.ts';

export type Withdrawal = {
  /** the delivery's id */
  id: string;
  at: Date;
  subscription: { id: number; name: string };
  storyId: number;
  article: { title: string; url: string; source: string; revision: number };
  reason: string;
  detail: string | null;
};

/** The event as JSON on one line. */
export function withdrawnEvent({
  id,
  at,
  subscription,
  storyId,
  article,
  reason,
  detail,
}: Withdrawal): string {
  return JSON.stringify({
    type: 'article.withdrawn',
    id,
    timestamp: at.toISOString(),
    data: {
      subscription,
      story: storyId,
      article: { ...article, title: article.title.slice(0, LIMITS.titleChars) },
      withdrawn: { reason, detail },
    },
  });
}
