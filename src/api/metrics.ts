// Figures for Prometheus, read from the store at each scrape, so that every process of a cluster tells the same.
import { Gauge, Registry } from 'prom-client';
import type { Counts } from '../store/status.ts';

/** The exposition text for a set of counts. */
export function metricsText(counts: Counts): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, values: Record<string, number>, label?: string) => {
    const made = new Gauge({
      name: `presswatch_${name}`,
      help,
      labelNames: label ? [label] : [],
      registers: [registry],
    });
    for (const [key, value] of Object.entries(values)) {
      if (label) made.set({ [label]: key }, value);
      else made.set(value);
    }
  };
  gauge('feeds', 'Feeds by state.', counts.feeds, 'state');
  gauge('feeds_failing', 'Active feeds whose last poll failed.', { n: counts.failingFeeds });
  gauge('feeds_silent', 'Active feeds that are quieter than their rhythm makes plausible.', {
    n: counts.silentFeeds,
  });
  gauge('items', 'Items by the stage they wait for or ended in.', counts.items, 'stage');
  gauge('articles', 'Articles stored.', { n: counts.articles });
  gauge('stories', 'Stories stored.', { n: counts.stories });
  gauge('subscriptions', 'Subscriptions in force.', { n: counts.subscriptions });
  gauge('matches', 'Matches stored.', { n: counts.matches });
  gauge('deliveries', 'Deliveries by state.', counts.deliveries, 'state');
  gauge('oldest_waiting_seconds', 'How long the oldest due work has been waiting.', {
    n: counts.oldestWaitingSeconds,
  });
  return registry.metrics();
}
