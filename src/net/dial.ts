// Makes connections, to allowed addresses only. Resolves the name itself, judges every address it got, and dials
// exactly those, so that a name which answers differently a moment later (DNS rebinding) gains nothing.
// The check sits here and not in undici's `lookup` hook, because that hook is never called for IP literals.
import dns from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { getCACertificates } from 'node:tls';
import { buildConnector } from 'undici';
import { LIMITS } from '../config/limits.ts';
import { reject, retry } from '../model/outcome.ts';
import type { EgressPolicy } from './address.ts';
import { isAllowed } from './address.ts';
import { Stop } from './failure.ts';

/** All addresses of a host name; rejects when there are none. */
export type Lookup = (hostname: string) => Promise<string[]>;

export type DialOptions = {
  policy: EgressPolicy;
  lookup?: Lookup | undefined;
  /** certificates (PEM) trusted besides Node's own, for intranet feeds */
  ca?: string[] | undefined;
};

/** The `connect` function for an undici `Agent`. */
export function createDialer(options: DialOptions): buildConnector.connector {
  const { policy, lookup = systemLookup() } = options;
  const trust = options.ca === undefined ? {} : { ca: [...getCACertificates('default'), ...options.ca] };
  return (target, callback) => {
    resolve(target.hostname, policy, lookup).then(
      (addresses) => {
        // Node tries these in turn, both families, and asks nobody again; TLS still checks the host's name.
        const handOver = addresses.map((address) => ({ address, family: isIP(address) }));
        const dial = buildConnector({
          ...trust,
          allowH2: false,
          maxCachedSessions: 0,
          timeout: LIMITS.connectMs,
          lookup: (_host, wanted, answer) =>
            wanted.all ? answer(null, handOver) : answer(null, addresses[0] ?? '', handOver[0]?.family),
        });
        dial(target, (error, socket) => {
          if (error !== null) return callback(error, null);
          const remote = socket.remoteAddress ?? '';
          if (isAllowed(remote, policy, ownAddresses())) return callback(null, socket);
          socket.destroy();
          callback(refusal(target.hostname, remote), null);
        });
      },
      (error: Error) => callback(error, null),
    );
  };
}

async function resolve(host: string, policy: EgressPolicy, lookup: Lookup): Promise<string[]> {
  const addresses = isIP(host) === 0 ? await ask(host, lookup) : [host];
  const own = ownAddresses();
  // One bad address refuses the name: taking only the good ones would let a mixed answer choose its moment.
  const bad = addresses.find((address) => !isAllowed(address, policy, own));
  if (bad !== undefined) throw refusal(host, bad);
  return addresses;
}

async function ask(host: string, lookup: Lookup): Promise<string[]> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      late.reject(
        new Stop(
          retry('dns', `the name servers did not say within ${LIMITS.dnsMs / 1000} s where ${host} is`),
        ),
      ),
    LIMITS.dnsMs,
  );
  try {
    // RFC 6761 §6.3: all of these mean this machine, and no name server is asked
    const name = /(^|\.)localhost\.?$/i.test(host) ? 'localhost' : host;
    const addresses = await Promise.race([lookup(name), late.promise]);
    if (addresses.length === 0) throw new Stop(retry('dns', `${host} has no address`));
    return addresses;
  } catch (error) {
    if (error instanceof Stop) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Stop(retry('dns', unresolved(host, code)));
  } finally {
    clearTimeout(timer);
  }
}

function unresolved(host: string, code: string): string {
  if (code === 'ENOTFOUND' || code === 'ENODATA') return `there is no host of the name ${host} (${code})`;
  if (code === 'EAI_AGAIN') return `the name servers could not say where ${host} is (${code})`;
  return `${host} could not be resolved${code === '' ? '' : ` (${code})`}`;
}

// getaddrinfo holds one of libuv's few threads, which files use too, until the system's resolver gives up. So each
// name is in question once at a time: fifty pages of a site whose name server is silent hold one thread, not all.
function systemLookup(): Lookup {
  const asking = new Map<string, Promise<string[]>>();
  return (hostname) => {
    const pending =
      asking.get(hostname) ??
      dns
        .lookup(hostname, { all: true })
        .then((answers) => answers.map((answer) => answer.address))
        .finally(() => asking.delete(hostname));
    asking.set(hostname, pending);
    return pending;
  };
}

// Asked anew each time: a laptop changes its networks while we run.
function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((entry) => entry.address));
}

function refusal(host: string, address: string): Stop {
  const where = host === address ? address : `${host} (${address})`;
  return new Stop(reject('private-address', `${where} is not a public address`));
}
