// Which items of an overlong feed are kept, before any work is spent on them.
import { LIMITS } from '../config/limits.ts';

/**
 * At most `LIMITS.feedItems` of `items`, in their order: the newest where all are dated (dates as ISO 8601), else the
 * first, since most feeds begin with the newest.
 */
export function newest<T>(items: T[], dateOf: (item: T) => string | null): T[] {
  if (items.length <= LIMITS.feedItems) return items;
  const dates = items.map((item) => Date.parse(dateOf(item) ?? ''));
  if (dates.some(Number.isNaN)) return items.slice(0, LIMITS.feedItems);
  const order = dates.map((_, index) => index).sort((a, b) => (dates[b] ?? 0) - (dates[a] ?? 0) || a - b);
  const kept = new Set(order.slice(0, LIMITS.feedItems));
  return items.filter((_, index) => kept.has(index));
}
