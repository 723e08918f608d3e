// What every command opens: settings, log, store (given or embedded). Closing gives all of it back in order.
import process from 'node:process';
import { loadSettings } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { createLog, type Log } from '../lib/log.ts';
import { openStore, type Store } from '../store/db.ts';
import { startEmbedded } from '../store/embedded/start.ts';
import { migrate } from '../store/migrate.ts';
import { followTopicNames } from './open-vocabulary.ts';

export type House = {
  settings: Settings;
  log: Log;
  store: Store;
  /** the store's URL; holds a password, never to be printed */
  storeUrl: string;
  tier: 'redis' | 'postgres' | 'embedded';
  close(): Promise<void>;
};

export type OpenOptions = {
  configFile?: string | undefined;
  /** settings on top of file and environment, as the demo's */
  settings?: Settings;
  /** commands log less than the service */
  logLevel?: 'warn' | 'silent';
  /** no syncing to disk, for the demo's throw-away store */
  throwAway?: boolean;
};

export function readSettings(configFile?: string): Settings {
  return loadSettings(process.env, configFile ?? process.env.PRESSWATCH_CONFIG);
}

/** Opens the store, starting the embedded PostgreSQL when no URL is set, and brings its schema up to date. */
export async function openHouse(options: OpenOptions = {}): Promise<House> {
  const settings = options.settings ?? readSettings(options.configFile);
  const log = createLog(options.logLevel ?? settings.log.level);
  followTopicNames(settings);
  const embedded =
    settings.store.url === null ? await startOwn(settings, log, options.throwAway ?? false) : null;
  const storeUrl = embedded?.url ?? settings.store.url ?? '';
  const store = openStore(storeUrl, settings.store.connections, (error) =>
    log.warn({ event: 'store.connection-lost', problem: error.message }),
  );
  const close = async () => {
    await store.close();
    await embedded?.stop();
  };
  try {
    const applied = await migrate(store);
    if (applied.length > 0) log.info({ event: 'store.migrated', applied });
  } catch (error) {
    await close();
    throw error;
  }
  const tier = settings.queue.redisUrl ? 'redis' : embedded ? 'embedded' : 'postgres';
  return { settings, log, store, storeUrl, tier, close };
}

function startOwn(settings: Settings, log: Log, throwAway: boolean) {
  return startEmbedded({
    ...(settings.store.dir === null ? {} : { dataDir: settings.store.dir }),
    fast: throwAway,
    log: (event, fields) => log.info({ event, ...fields }),
  });
}
