// The demo's settings: quick, on loopback, in a folder of its own. Never the store of a real installation.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { type Settings, settingsSchema } from '../../config/settings.ts';

export type DemoDir = { path: string; temporary: boolean; remove(): Promise<void> };

/** A folder for the demo's store and alert files; a temporary one is removed afterwards. */
export async function makeDemoDir(wanted: string | undefined): Promise<DemoDir> {
  if (wanted !== undefined) {
    const path = resolve(wanted);
    await mkdir(path, { recursive: true });
    return { path, temporary: false, remove: async () => {} };
  }
  const path = await mkdtemp(join(tmpdir(), 'presswatch-demo-'));
  // the embedded server may run as another user, who must be able to walk through
  await chmod(path, 0o755);
  return { path, temporary: true, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Redis is used when REDIS_URL is set, under a prefix of its own; the store is always the demo's own. */
export function demoSettings(dir: string): Settings {
  const redisUrl = process.env.REDIS_URL || null;
  return settingsSchema.parse({
    store: { dir: join(dir, 'store') },
    queue: { redisUrl, prefix: `{presswatch-demo-${process.pid}}`, lock: '30s', stalledCheck: '5s' },
    fetch: { contact: 'the demo, which only asks its own newsroom', hostGap: '50ms' },
    egress: { allow: ['127.0.0.0/8'], ports: 'any' },
    poll: {
      ...{ floor: '2s', unknownFloor: '2s', fullFloor: '3s', ceiling: '3s' },
      ...{ tick: '200ms', firstPollWindow: '3650d' },
    },
    reconcile: { every: '1s', lease: '5s' },
    alert: { allowHttp: true, files: join(dir, 'alerts') },
    api: { port: 0 },
    log: { level: process.env.PRESSWATCH_LOG_LEVEL === 'debug' ? 'debug' : 'silent' },
  });
}
