// A real redis-server for tests: own port on 127.0.0.1, own directory, append-only file on, noeviction.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type TestRedis = {
  url: string;
  /** kill -9; the data stays */
  kill(): Promise<void>;
  /** again after `kill`, on the same port and data */
  start(): Promise<void>;
  /** end it and remove its directory */
  stop(): Promise<void>;
};

export const redisInstalled = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** Resolves when the server says that it accepts connections. */
function launch(port: number, dir: string, settings: string[]): Promise<ChildProcess> {
  const child = spawn(
    'redis-server',
    [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--daemonize', 'no'],
      ...[
        '--appendonly',
        'yes',
        '--appendfsync',
        'everysec',
        '--maxmemory-policy',
        'noeviction',
        ...settings,
      ],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}: ${output}`)));
    child.stdout.on('data', (text) => {
      output += text;
      if (output.includes('eady to accept connections')) resolve(child);
    });
  });
}

const ended = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });

/**
 * @param settings more of redis-server's arguments, which win over ours
 * @throws when redis-server is not installed
 */
export async function startRedis(settings: string[] = []): Promise<TestRedis> {
  if (!redisInstalled()) throw new Error('redis-server is not installed (apt-get install redis-server)');
  const dir = mkdtempSync(join(tmpdir(), 'pw-redis-'));
  const port = await freePort();
  let child = await launch(port, dir, settings);
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => ended(child, 'SIGKILL'),
    start: async () => {
      child = await launch(port, dir, settings);
    },
    stop: async () => {
      await ended(child, 'SIGTERM');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
