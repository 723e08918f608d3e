// The HTTP API: health, metrics, the callback of hubs. Listens on loopback unless told otherwise; answers no secrets.
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { QueueBackend } from '../queue/backend.ts';
import type { Store } from '../store/db.ts';
import { countAll } from '../store/status.ts';
import { metricsText } from './metrics.ts';
import { addWebSub, type WebSubDeps } from './websub.ts';

export type Api = { url: string; close(): Promise<void> };

export type ApiDeps = {
  store: Store;
  queue: QueueBackend;
  /** where hubs may reach us (WebSub); without it there is no such address */
  websub?: WebSubDeps | undefined;
};

/** Answers /healthz (this process lives), /readyz (store and queue can be used) and /metrics (Prometheus). */
export function createApp(deps: ApiDeps): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ ok: true }));
  app.get('/readyz', async (context) => {
    const problems = await findProblems(deps);
    return context.json({ ok: problems.length === 0, problems }, problems.length === 0 ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    const text = await metricsText(await countAll(deps.store));
    return context.body(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
  if (deps.websub) addWebSub(app, deps.websub);
  app.notFound((context) => context.json({ title: 'There is nothing at this address.', status: 404 }, 404));
  app.onError((_, context) => context.json({ title: 'The service could not answer.', status: 500 }, 500));
  return app;
}

async function findProblems({ store, queue }: ApiDeps): Promise<string[]> {
  const problems: string[] = [];
  const failure = await store.query('select 1').then(
    () => null,
    () => 'The store does not answer.',
  );
  if (failure) problems.push(failure);
  const state = await queue.check();
  if (!state.ok) problems.push(state.problem ?? 'The queue does not answer.');
  return problems;
}

/** Listens on `host` and `port` (0: any free one). */
export function startApi(where: { host: string; port: number }, deps: ApiDeps): Promise<Api> {
  const app = createApp(deps);
  return new Promise((resolve, refuse) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: where.host, port: where.port }, (info) => {
      const host = info.family === 'IPv6' ? `[${info.address}]` : info.address;
      resolve({ url: `http://${host}:${info.port}`, close: () => closeServer(server) });
    });
    server.once('error', refuse);
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
