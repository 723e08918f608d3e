// After the vocabulary changed: every example that was not yet run with it is run, and those that fail now are told.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Deps } from '../pipeline/deps.ts';
import { subscriptionsToCheck } from '../store/examples.ts';
import { findSubscription } from '../store/subscriptions.ts';
import { failing, runExamples } from './examples.ts';
import { noteVerdicts } from './put-in-force.ts';

type CheckDeps = Pick<Deps, 'store' | 'vocabulary' | 'aliasesOf' | 'ner' | 'log'>;

/** Runs what is due, one subscription after the other; nothing when all was run with this vocabulary before. */
export async function checkStaleExamples(deps: CheckDeps): Promise<void> {
  const { store, log, vocabulary } = deps;
  for (const id of await subscriptionsToCheck(store, vocabulary.version)) {
    const subscription = await findSubscription(store, String(id));
    if (subscription === null) continue; // removed meanwhile
    const verdicts = await runExamples(store, id, subscription, deps);
    await noteVerdicts(store, subscription.version, verdicts, deps);
    for (const { example, matched } of failing(verdicts)) {
      log.warn({
        event: 'example.failing',
        subscription: id,
        name: subscription.name,
        kind: example.kind,
        matched,
        url: example.url,
        vocabulary: vocabulary.version,
      });
    }
    await breathe(); // tagging holds the thread; work in hand goes first
  }
}
