// One alert as the demo received it: read from the event, printed for people.
import { z } from 'zod';
import type { Output } from '../output.ts';

const eventSchema = z.object({
  id: z.string(),
  data: z.object({
    subscription: z.object({ name: z.string() }),
    article: z.object({ title: z.string(), url: z.string(), source: z.string(), revision: z.number() }),
    why: z.object({
      spans: z.array(z.object({ text: z.string() })),
      causes: z.array(z.object({ kind: z.string(), name: z.string() })),
    }),
  }),
});

export type AlertLine = {
  id: string;
  verified: boolean;
  subscription: string;
  title: string;
  url: string;
  source: string;
  revision: number;
  /** the words and causes that made it fire */
  because: string[];
};

/** Reads an event; a body that is none becomes an unverified line that says so. */
export function readAlert(event: unknown, verified: boolean): AlertLine {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) {
    return {
      id: '',
      verified: false,
      subscription: '?',
      title: 'An event that is no alert',
      url: '',
      source: '',
      revision: 0,
      because: [],
    };
  }
  const { id, data } = parsed.data;
  const words = [...new Set(data.why.spans.map((span) => `“${span.text.replace(/\s+/g, ' ')}”`))].slice(0, 5);
  const causes = [...new Set(data.why.causes.map((cause) => cause.name))].slice(0, 3);
  return {
    id,
    verified,
    subscription: data.subscription.name,
    ...data.article,
    because: [...words, ...causes],
  };
}

export function printAlert(alert: AlertLine, output: Output): void {
  const correction = alert.revision > 1 ? ` [revision ${alert.revision}]` : '';
  output.say(`● ${alert.subscription}${alert.verified ? '' : '  (SIGNATURE WRONG)'}`);
  output.say(`    ${alert.title}${correction} — ${alert.source}`);
  output.say(`    ${alert.because.join(', ')}`);
}
