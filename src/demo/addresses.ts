// One web server for each outlet: on a loopback address of its own where the system answers on all of 127.0.0.0/8
// (Linux, Windows), else on ports of 127.0.0.1 (macOS). Never listens on anything that other machines can reach.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

export type Layout = 'addresses' | 'ports';

/** The first three bytes of the outlets' addresses; far from the 127.0.0.x that other programs use. */
const NETWORK = '127.11.0';
/** a free port on the first address is nearly always free on the others too */
const TRIES = 5;

export type Listening = { origin: string; server: Server };

/**
 * Opens `count` servers without handlers. `port` 0 takes any free one; with several ports, they follow `port`.
 * @throws the system's error when a given port is taken
 */
export async function listenAll(count: number, port: number, layout: Layout): Promise<Listening[]> {
  if (layout === 'ports')
    return openRow(
      count,
      () => '127.0.0.1',
      (index) => (port === 0 ? 0 : port + index),
    );
  for (let left = TRIES; ; left--) {
    try {
      return await openOnAddresses(count, port);
    } catch (error) {
      if (hasCode(error, 'EADDRNOTAVAIL')) return listenAll(count, port, 'ports');
      if (!hasCode(error, 'EADDRINUSE') || port !== 0 || left === 0) throw error;
    }
  }
}

/** Closes servers, also those with open connections. */
export async function closeAll(listening: readonly Listening[]): Promise<void> {
  await Promise.all(
    listening.map(async ({ server }) => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }),
  );
}

// All on the same port, so that addresses differ in one byte only and look like hosts.
function openOnAddresses(count: number, port: number): Promise<Listening[]> {
  return openRow(
    count,
    (index) => `${NETWORK}.${index + 1}`,
    (_index, first) => first ?? port,
  );
}

async function openRow(
  count: number,
  host: (index: number) => string,
  portOf: (index: number, first: number | undefined) => number,
): Promise<Listening[]> {
  const open: Listening[] = [];
  let first: number | undefined;
  try {
    for (let index = 0; index < count; index++) {
      const one = await openOne(host(index), portOf(index, first));
      first ??= Number(new URL(one.origin).port);
      open.push(one);
    }
    return open;
  } catch (error) {
    await closeAll(open);
    throw error;
  }
}

/** One server on one address; port 0 takes any free one. */
export async function openOne(host: string, port: number): Promise<Listening> {
  const server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return { origin: `http://${host}:${address.port}`, server };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
