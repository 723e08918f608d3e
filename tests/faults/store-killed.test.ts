// The embedded PostgreSQL is killed under the running service: what was acknowledged is there afterwards, and the service
// goes on by itself.
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { embeddedPlace } from '../../src/store/embedded/place.ts';
import { backends } from '../support/backends.ts';
import { type TestPlace, testPlace } from '../support/embedded.ts';
import { GOOD, type Newsdesk, openNewsdesk } from '../support/newsdesk.ts';
import { ALERTS_AT_ONCE, type Runner, serviceOn } from '../support/service.ts';

const KILLS = 2;

type Ended = { key: string; state: string };
const ENDED = `select 'item ' || id as key, stage as state from item where stage in ('done', 'rejected')
  union all select 'delivery ' || id, state from delivery where state <> 'pending'`;

describe.each(backends())('queue on $name', (backend) => {
  let closing: (() => Promise<void>)[] = [];
  let place: TestPlace;
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
    closing = [];
    await place?.clear();
  });

  test.skipIf(backend.missing)('killed twice in mid-run: nothing acknowledged is lost', async () => {
    place = testPlace();
    const redis = backend.name === 'redis' ? await backend.start() : null;
    if (redis) closing.push(redis.stop);
    const { redisUrl = null, prefix = '{test}' } = (await redis?.site()) ?? {};
    const { dataDir: storeDir } = place.options;
    const service: Runner = serviceOn({ storeDir, redisUrl, prefix, files: join(place.dir, 'alerts') });
    closing.push(service.clear);
    const running = await service.start();
    const desk: Newsdesk = await openNewsdesk(embeddedPlace(place.options).url, { articles: 90 });
    closing.push(desk.close);

    const acknowledged: Ended[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      await desk.moreAlerts(6);
      acknowledged.push(...(await desk.rows<Ended>(ENDED)));
      process.kill(place.pid() ?? 0, 'SIGKILL');
    }
    await desk.settled();
    const ended = new Set((await desk.rows<Ended>(ENDED)).map(({ key, state }) => `${key} ${state}`));
    expect(acknowledged.filter(({ key, state }) => !ended.has(`${key} ${state}`))).toEqual([]);
    const { duplicates, ...rest } = await desk.verdict();
    console.info(`${backend.name}: ${acknowledged.length} acknowledged, ${duplicates} duplicates`);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(rest).toEqual(GOOD);
    expect(duplicates).toBeLessThanOrEqual(KILLS * ALERTS_AT_ONCE);
    running.kill('SIGTERM');
    expect((await running.exited).code).toBe(0);
  });
});
