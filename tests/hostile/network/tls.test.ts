// Connections that are not safe: every fault of a certificate is `retry('tls')`, and nothing is sent (P35, W11).
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, createClient } from '../../../src/net/client.ts';
import { type Certificates, makeCertificates } from '../../support/certificates.ts';
import { type LocalServer, startRawServer, startServer } from '../../support/local-server.ts';

const plain = { maxBytes: 1000, deadlineMs: 5000 };
const unsafe = { kind: 'retry', reason: 'tls' };
let certificates: Certificates;
let client: Client;
const servers: LocalServer[] = [];

beforeAll(() => {
  certificates = makeCertificates('news.example');
  client = createClient({
    policy: { allow: ['127.0.0.0/8'], ports: 'any' },
    userAgent: 'Presswatch/test',
    lookup: async () => ['127.0.0.1'],
    ca: [certificates.ca],
  });
});

afterAll(async () => {
  await client.close();
  for (const server of servers) await server.close();
});

async function serve(tls: object): Promise<LocalServer> {
  const server = await startServer((_, response) => response.end('news'), { tls });
  servers.push(server);
  return server;
}

test('a good certificate is accepted for its name, by SNI and Host, at the checked address', async () => {
  const server = await serve(certificates.good);
  expect((await client.get(`https://news.example:${server.port}/`, plain)).kind).toBe('done');
  expect(server.requests()).toEqual([`GET news.example:${server.port}/`]);
});

describe('refused, and no request sent:', () => {
  test.each([
    ['a certificate that ran out', () => certificates.expired, 'news.example'],
    ['a certificate signed by itself', () => certificates.selfSigned, 'news.example'],
    ['a certificate for another name', () => certificates.good, 'other.example'],
    ['a certificate for a name, dialled by address', () => certificates.good, '127.0.0.1'],
    [
      'TLS 1.0',
      () => ({
        ...certificates.good,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
      'news.example',
    ],
  ])('%s', async (_name, tls, host) => {
    const server = await serve(tls());
    expect(await client.get(`https://${host}:${server.port}/`, plain)).toMatchObject(unsafe);
    expect(server.requests()).toEqual([]);
  });

  test('an authority nobody told us about', async () => {
    const server = await serve(certificates.good);
    const lookup = async () => ['127.0.0.1'];
    const stranger = createClient({
      policy: { allow: ['127.0.0.0/8'], ports: 'any' },
      userAgent: 'x',
      lookup,
    });
    expect(await stranger.get(`https://news.example:${server.port}/`, plain)).toMatchObject(unsafe);
    await stranger.close();
  });

  test('plain HTTP behind an https address', async () => {
    const server = await startServer((_, response) => response.end('news'));
    servers.push(server);
    expect(await client.get(`https://news.example:${server.port}/`, plain)).toMatchObject(unsafe);
  });

  test('a redirect from a good site to one with a bad certificate', async () => {
    const bad = await serve(certificates.expired);
    const location = `https://news.example:${bad.port}/`;
    const good = await startServer((_, response) => response.writeHead(302, { location }).end(), {
      tls: certificates.good,
    });
    servers.push(good);
    expect(await client.get(`https://news.example:${good.port}/`, plain)).toMatchObject(unsafe);
    expect(bad.requests()).toEqual([]);
  });
});

test('a server that hangs up during the handshake is a connection to try again', async () => {
  const server = await startRawServer((socket) => socket.once('data', () => socket.destroy()));
  servers.push(server);
  expect(await client.get(`https://news.example:${server.port}/`, plain)).toMatchObject({
    kind: 'retry',
    reason: 'connection',
  });
});
