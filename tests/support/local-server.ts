// A real HTTP or HTTPS server on loopback that counts what reached it. For tests of what goes out.
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';

export type LocalServer = {
  port: number;
  /** http(s)://127.0.0.1:port */
  origin: string;
  /** TCP connections accepted so far: the proof that nothing came */
  connections(): number;
  requests(): string[];
  /** sockets open now */
  open(): number;
  close(): Promise<void>;
};

export async function startServer(
  listener: RequestListener,
  options: { host?: string; tls?: TlsOptions; port?: number } = {},
): Promise<LocalServer> {
  const requests: string[] = [];
  const counted: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.headers.host}${request.url}`);
    listener(request, response);
  };
  const server = options.tls === undefined ? createServer(counted) : createTlsServer(options.tls, counted);
  const scheme = options.tls === undefined ? 'http' : 'https';
  return listen(server, options.host ?? '127.0.0.1', scheme, requests, options.port);
}

/** A server that speaks whatever the handler writes to the socket. */
export async function startRawServer(handler: (socket: Socket) => void): Promise<LocalServer> {
  return listen(createTcpServer(handler), '127.0.0.1', 'http', []);
}

async function listen(
  server: Server,
  host: string,
  scheme: string,
  requests: string[],
  wanted = 0,
): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}); // clients under test cut connections on purpose
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(wanted, host, ready));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    connections: () => connections,
    requests: () => requests,
    open: () => sockets.size,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** Waits until `condition` holds; fails after `ms`. */
export async function until(condition: () => boolean, ms = 5000): Promise<void> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end) throw new Error('the condition did not come true in time');
    await new Promise((turn) => setImmediate(turn));
  }
}
