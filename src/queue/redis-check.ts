// Looks at a Redis before anything is trusted to it. Reads INFO only (hosted servers refuse CONFIG); changes nothing.
import { Redis } from 'ioredis';

/** `ok: false` with the problem in a sentence; `warning` where it works but can lose. */
export type Check = { ok: boolean; problem?: string; warning?: string };

const CONNECT_MS = 3000;

const field = (info: string, name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();

function judge(info: string): Check {
  const policy = field(info, 'maxmemory_policy') ?? 'unknown';
  if (policy !== 'noeviction') {
    return {
      ok: false,
      problem: `Redis evicts keys under memory pressure (maxmemory-policy is ${policy}), which would lose jobs: set it to noeviction.`,
    };
  }
  if (field(info, 'aof_enabled') === '1') return { ok: true };
  return {
    ok: true,
    warning:
      'Redis keeps no append-only file (appendonly is off): after a crash of Redis the queue is rebuilt from the store, which takes time.',
  };
}

/** Reachable, never evicting, and (as a warning) with an append-only file. Never throws, never waits long. */
export async function checkRedis(url: string): Promise<Check> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: CONNECT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason = '';
  redis.on('error', (error) => {
    reason = error.message;
  });
  try {
    await redis.connect();
    return judge(await redis.info());
  } catch (error) {
    return { ok: false, problem: `Redis can't be reached: ${reason || String(error)}` };
  } finally {
    redis.disconnect();
  }
}
