// The service as a process of its own, as an operator runs it, with times short enough for a test. It is killed, stopped
// and started again; what it stands on outlives it. Everything that still runs is ended by `clear`.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fault } from './faulty-service.ts';
import type { Ground } from './house.ts';
import { type Running, run, runProgram } from './process.ts';

const MAIN = new URL('../../src/cli/main.ts', import.meta.url);
const FAULTY = new URL('./faulty-service.ts', import.meta.url);
const VOCABULARY = fileURLToPath(new URL('../fixtures/little-vocabulary', import.meta.url));

/** One service after another on the same ground. */
export type Runner = {
  /** starts one; resolves when it says that it runs. With a fault: that one is built in */
  start(how?: { fault?: Fault; settings?: Settings }): Promise<Running>;
  /** starts one that ends by its fault, maybe before it could say that it runs; resolves to how it ended */
  runToEnd(how: { fault: Fault; settings?: Settings }): Running['exited'];
  /** starts one again at every end that was not asked for, as systemd would, until `clear` */
  supervise(how?: { fault?: Fault; settings?: Settings }): { deaths(): number; running(): Running };
  /** ends all that still run */
  clear(): Promise<void>;
};

/** Settings as the environment gives them, such as `ALERT_RETRY: '0s,100ms'`. */
export type Settings = Record<string, string>;

export const ALERTS_AT_ONCE = 4;

/** Where the service finds its store: a server that was given, or a folder for one of its own. */
type Place = Omit<Ground, 'storeUrl'> & ({ storeUrl: string } | { storeDir: string });

/** compiled once for all the starts of all the tests, which are many */
const COMPILED = join(tmpdir(), 'presswatch-tests-compiled');

const environment = (place: Place, settings: Settings): NodeJS.ProcessEnv => ({
  NODE_COMPILE_CACHE: COMPILED,
  ...('storeUrl' in place ? { DATABASE_URL: place.storeUrl } : { PRESSWATCH_STORE_DIR: place.storeDir }),
  ...(place.redisUrl === null ? {} : { REDIS_URL: place.redisUrl }),
  ...Object.fromEntries(
    Object.entries({
      QUEUE_PREFIX: place.prefix,
      QUEUE_LOCK: '1s',
      QUEUE_STALLED_CHECK: '500ms',
      RECONCILE_EVERY: '500ms',
      RECONCILE_LEASE: '2s',
      FETCH_HOST_GAP: '0ms',
      FETCH_CONCURRENCY: '2',
      EGRESS_ALLOW: '127.0.0.0/8',
      EGRESS_PORTS: 'any',
      POLL_TICK: '100ms',
      POLL_FLOOR: '1h',
      POLL_CEILING: '6h',
      EXTRACT_THREADS: '1',
      TAG_VOCABULARY: VOCABULARY,
      ALERT_CONCURRENCY: `${ALERTS_AT_ONCE}`,
      ALERT_ALLOW_HTTP: 'true',
      ALERT_FILES: place.files,
      API_PORT: '0',
      LOG_LEVEL: 'silent',
      ...settings,
    }).map(([name, value]) => [`PRESSWATCH_${name}`, value]),
  ),
});

/** Prepares to run the service; starts nothing yet. */
export function serviceOn(place: Place): Runner {
  const all: Running[] = [];
  let over = false;

  function launch({ fault, settings = {} }: { fault?: Fault; settings?: Settings } = {}): Running {
    const options = { env: environment(place, settings) };
    const running = fault ? run(FAULTY, [fault], options) : runProgram(MAIN, ['start', '--json'], options);
    all.push(running);
    return running;
  }

  return {
    start: async (how) => {
      const running = launch(how);
      await running.until((said) => said.event === 'started', 'the service');
      return running;
    },
    runToEnd: (how) => launch(how).exited,
    supervise: (how) => {
      let deaths = 0;
      let running = launch(how);
      const watch = async (): Promise<void> => {
        await running.exited;
        if (over) return;
        deaths++;
        running = launch(how);
        return watch();
      };
      void watch();
      return { deaths: () => deaths, running: () => running };
    },
    clear: async () => {
      over = true;
      for (const running of all) running.kill('SIGKILL');
      await Promise.all(all.map((running) => running.exited));
    },
  };
}
