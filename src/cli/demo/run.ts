// The demo itself: newsroom, receiver, service and subscriptions brought together, watched and compared with the truth.
import { type Newsroom, startNewsroom } from '../../demo/newsroom.ts';
import { startReceiver } from '../../demo/receiver.ts';
import { stopwatch } from '../../lib/clock.ts';
import type { Store } from '../../store/db.ts';
import { isIdle } from '../../store/status.ts';
import { openHouse } from '../open.ts';
import { type Output, plural } from '../output.ts';
import { ROLES } from '../roles.ts';
import { startService } from '../service.ts';
import { untilStopped } from '../until-stopped.ts';
import { type AlertLine, printAlert, readAlert } from './alert.ts';
import { type DemoDir, demoSettings, makeDemoDir } from './settings.ts';
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
  const interrupted = new AbortController();
  const stopped = untilStopped().then(() => interrupted.abort());
  const alerts: AlertLine[] = [];
  const stage = await openStage(options, (alert) => {
    alerts.push(alert);
    output.progressDone();
    printAlert(alert, output);
  });
  const { newsroom, store, dir } = stage;
  try {
    const counts = `${plural(newsroom.feeds.length, 'feed')} and ${plural(newsroom.articles.length, 'article')}`;
    output.say(`A newsroom of ${counts} is on the air.\n`);
    const finished = await watchTheDay(stage, output, interrupted.signal, () => {
      output.progress(
        `Working … ${plural(alerts.length, 'alert')} so far, ${Math.round(elapsed() / 1000)} s`,
      );
    });
    if (interrupted.signal.aborted) return false;
    const truth = compareWithTruth(alerts, newsroom.articles);
    const ending = {
      store,
      alerts,
      truth,
      finished,
      elapsedMs: elapsed(),
      dir: dir.path,
      kept: !dir.temporary,
    };
    await printSummary(ending, output);
    if (!options.once) {
      output.say('\nThe service goes on; Ctrl-C stops it. In another terminal, for instance:');
      output.say(
        `  PRESSWATCH_STORE_DIR=${stage.storeDir} npx presswatch why ${newsroom.articles[0]?.urls[0]}`,
      );
      await stopped;
    }
    return finished && truth.missing.length + truth.surplus.length + truth.unverified === 0;
  } finally {
    await stage.close();
  }
}

type Stage = {
  newsroom: Newsroom;
  store: Store;
  storeDir: string | null;
  dir: DemoDir;
  /** reads alert files for new lines */
  look(): Promise<void>;
  close(): Promise<void>;
};

/** Newsroom, receiver and service, with the feeds and subscriptions in place. A failure leaves nothing open. */
async function openStage(options: DemoOptions, onAlert: (alert: AlertLine) => void): Promise<Stage> {
  const open = new AsyncDisposableStack();
  try {
    return await setUp(options, onAlert, open);
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}

async function setUp(
  options: DemoOptions,
  onAlert: (alert: AlertLine) => void,
  open: AsyncDisposableStack,
): Promise<Stage> {
  const secrets = new Map<string, string>();
  const dir = await makeDemoDir(options.dir);
  open.defer(dir.remove);
  const newsroom = await startNewsroom({ port: dir.temporary ? 0 : KEPT_PORT });
  open.defer(newsroom.close);
  const receiver = await startReceiver({
    secretFor: (path) => secrets.get(path),
    onAlert: (event, verified) => onAlert(readAlert(event, verified)),
  });
  open.defer(receiver.close);
  const settings = demoSettings(dir.path);
  const house = await openHouse({ settings, throwAway: dir.temporary });
  open.defer(house.close);
  await addDemoFeeds(house, newsroom);
  await addDemoSubscriptions(house, receiver.url, secrets);
  const service = await startService(house, ROLES);
  open.defer(service.stop);
  return {
    newsroom,
    store: house.store,
    storeDir: settings.store.dir,
    dir,
    look: tailAlerts(settings.alert.files, (event) => onAlert(readAlert(event, true))).look,
    close: () => open.disposeAsync(),
  };
}

/** Waits until all is delivered, has one article corrected, waits again. False when it took too long. */
async function watchTheDay(
  { newsroom, store, look }: Stage,
  output: Output,
  signal: AbortSignal,
  progress: () => void,
): Promise<boolean> {
  const reached = async (state: () => Promise<boolean>) => {
    const meanwhile = async () => {
      await look();
      progress();
    };
    const inTime = await waitFor(state, PATIENCE_MS, meanwhile, signal);
    await look();
    output.progressDone();
    return inTime;
  };
  if (!(await reached(() => isIdle(store, PATIENCE_MS, true)))) return false;
  output.say('\nOne outlet now corrects its article …\n');
  await newsroom.publishCorrection();
  return (await reached(() => hasCorrection(store))) && (await reached(() => isIdle(store, PATIENCE_MS)));
}

async function hasCorrection(store: Store): Promise<boolean> {
  const corrected = 'select count(*) as n from revision where number > 1 and tagged_at is not null';
  const { rows } = await store.query<{ n: number }>(corrected);
  return (rows[0]?.n ?? 0) > 0;
}
