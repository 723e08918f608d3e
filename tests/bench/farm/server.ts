// The feed farm as a process of its own: started, asked, ended. It lies beside the checkout, on the machines of those
// who work on it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { shared } from '../../support/shared.ts';

export type Stats = {
  requests: number;
  status: Record<string, number>;
  conditional: number;
  bytesOut: number;
  perHostMax: number;
} & Record<Fault, number>;

/** What must be 0 for a polite client, as the farm counts it. */
export const FAULTS = [
  ...(['badEtag', 'badLastModified', 'afterGone', 'beforeRetryAfter', 'hostsOver1', 'gapsUnder1s'] as const),
  ...(['cookies', 'referer', 'noGzip', 'noUserAgent'] as const),
] as const;
export type Fault = (typeof FAULTS)[number];

/** `newest` is null where a careful poller gets nothing. */
export type Truth = { n: number; url: string; kind: string; validators: string; newest: string | null };

export type Farm = {
  truth(): Promise<Truth[]>;
  stats(): Promise<Stats>;
  /** sets the counters back */
  reset(): Promise<void>;
  /** a tenth of the feeds gets an item */
  round(): Promise<void>;
  close(): Promise<void>;
};

/** Starts it; null when it is not on this machine. */
export async function startFarm(options: Record<string, string | number>): Promise<Farm | null> {
  const script = shared('bench/feed-farm/farm.mjs');
  if (script === null) return null;
  const port = await freePort();
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const child = spawn(process.execPath, [script, '--port', `${port}`, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the farm ended with ${code}`)));
  });
  const call = async (path: string, method = 'GET') => {
    const answer = await globalThis.fetch(`http://127.0.0.1:${port}${path}`, { method });
    return answer.text();
  };
  return {
    truth: async () => JSON.parse(await call('/_truth')).feeds,
    stats: async () => JSON.parse(await call('/_stats')),
    reset: async () => void (await call('/_reset', 'POST')),
    round: async () => void (await call('/_round', 'POST')),
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** Runs `work` and returns the CPU time of this process for it, ms. */
export async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
