// The demo itself: newsroom, receiver, service and subscriptions brought together, watched and compared with the truth.
import { startNewsroom } from '../../demo/newsroom.ts';
import { startReceiver } from '../../demo/receiver.ts';
import { stopwatch } from '../../lib/clock.ts';
import { isIdle } from '../../store/status.ts';
import { openHouse } from '../open.ts';
import { type Output, plural } from '../output.ts';
import { ROLES } from '../roles.ts';
import { startService } from '../service.ts';
import { untilStopped } from '../until-stopped.ts';
import { type AlertLine, printAlert, readAlert } from './alert.ts';
import { demoSettings, makeDemoDir } from './settings.ts';
import { addDemoFeeds, addDemoSubscriptions } from './stock.ts';
import { compareWithTruth, printSummary } from './summary.ts';
import { tailAlerts } from './tail.ts';
import { waitFor } from './wait.ts';

export type DemoOptions = { once?: boolean; dir?: string };

/** the demo takes some ten seconds; far beyond that something is wrong */
const PATIENCE_MS = 60_000;
/** with a kept store, the same addresses next time: article ids stay what they were */
const KEPT_PORT = 47_110;

/** Runs the demo. Resolves to whether every expected alert arrived exactly once. */
export async function runDemo(options: DemoOptions, output: Output): Promise<boolean> {
  const elapsed = stopwatch();
  const secrets = new Map<string, string>();
  const alerts: AlertLine[] = [];
  const onAlert = (event: unknown, verified: boolean) => {
    const alert = readAlert(event, verified);
    alerts.push(alert);
    output.progressDone();
    printAlert(alert, output);
  };
  const dir = await makeDemoDir(options.dir);
  const newsroom = await startNewsroom({ port: dir.temporary ? 0 : KEPT_PORT });
  const receiver = await startReceiver({ secretFor: (path) => secrets.get(path), onAlert });
  const house = await openHouse({ settings: demoSettings(dir.path), throwAway: options.dir === undefined });
  const tail = tailAlerts(house.settings.alert.files, (event) => onAlert(event, true));
  output.say(
    `A newsroom of ${plural(newsroom.feeds.length, 'feed')} and ${plural(newsroom.articles.length, 'article')} is on the air.\n`,
  );
  await addDemoFeeds(house, newsroom);
  await addDemoSubscriptions(house, receiver.url, secrets);
  const service = await startService(house, ROLES);
  try {
    const progress = async () => {
      await tail.look();
      output.progress(
        `Working … ${plural(alerts.length, 'alert')} so far, ${Math.round(elapsed() / 1000)} s`,
      );
    };
    const quiet = await waitFor(() => isIdle(house.store, PATIENCE_MS, true), PATIENCE_MS, progress);
    await tail.look();
    output.progressDone();
    output.say('\nOne outlet now corrects its article …\n');
    await newsroom.publishCorrection();
    const corrected = quiet && (await waitFor(() => hasCorrection(house.store), PATIENCE_MS, progress));
    const done = corrected && (await waitFor(() => isIdle(house.store, PATIENCE_MS), PATIENCE_MS, progress));
    await tail.look();
    output.progressDone();
    const truth = compareWithTruth(alerts, newsroom.articles);
    const finished = done;
    await printSummary(
      {
        store: house.store,
        alerts,
        truth,
        finished,
        elapsedMs: elapsed(),
        dir: dir.path,
        kept: !dir.temporary,
      },
      output,
    );
    if (!options.once) {
      output.say('\nThe service goes on; Ctrl-C stops it. In another terminal, for instance:');
      output.say(
        `  PRESSWATCH_STORE_DIR=${house.settings.store.dir} npx presswatch why ${newsroom.articles[0]?.urls[0]}`,
      );
      await untilStopped();
    }
    return finished && truth.missing.length === 0 && truth.surplus.length === 0 && truth.unverified === 0;
  } finally {
    await service.stop();
    await house.close();
    await receiver.close();
    await newsroom.close();
    await dir.remove();
  }
}

async function hasCorrection(store: Parameters<typeof isIdle>[0]): Promise<boolean> {
  const { rows } = await store.query<{ n: number }>(
    'select count(*) as n from revision where number > 1 and tagged_at is not null',
  );
  return (rows[0]?.n ?? 0) > 0;
}
