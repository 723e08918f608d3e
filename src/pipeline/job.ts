// A job carries an id and nothing else; the row it names says what is to be done.
import type { QueueName } from '../queue/names.ts';

export type Job = {
  queue: QueueName;
  /** the same step of the same row has the same key, so handing it over twice is one job */
  key: string;
  id: string;
  delayMs: number;
};

/** A row that waits for a stage, as the store reports it. */
export type WaitingRow = { id: number | string; step: number; due_at: Date };

/** The job for a waiting row; null when it is due so late that its row keeps it for the reconciler. */
export function jobFor(queue: QueueName, row: WaitingRow, now: Date, horizonMs: number): Job | null {
  const delayMs = Math.max(0, row.due_at.getTime() - now.getTime());
  if (delayMs > horizonMs) return null;
  return { queue, key: `${queue}-${row.id}-${row.step}`, id: String(row.id), delayMs };
}
