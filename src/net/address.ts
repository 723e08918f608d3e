// Which network addresses Presswatch may connect to. Pure: resolves nothing, connects to nothing.
// An address that is not plainly public is refused, whatever notation or IPv6 scheme it hides in.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What may be reached. Public addresses always may; `allow` opens more. */
export type EgressPolicy = {
  /** CIDRs opened by the operator, such as `127.0.0.0/8` for the demo or `10.20.0.0/16` for an intranet feed */
  allow: string[];
  ports: 'any' | number[];
};

/** Ports open unless the operator says otherwise: those of the web. */
export const WEB_PORTS: readonly number[] = [80, 443, 8443];

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

// ipaddr.js knows the IANA special ranges. Public by registry, but answered by the machine's own cloud:
const AZURE_METADATA = ipaddr.parseCIDR('168.63.129.16/32');

// IANA has given out global unicast from 2000::/3 only; everything else is special, or will be one day. This also
// shuts out ::/96 (IPv4-compatible, RFC 4291 §2.5.5.1), where ipaddr.js takes ::7f00:1, that is 127.0.0.1, for unicast.
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3');

// Where an IPv6 prefix carries an IPv4 address: prefix and the byte at which the four begin.
const EMBEDDING: [Range, number][] = [
  [ipaddr.parseCIDR('::ffff:0:0/96'), 12], // IPv4-mapped
  [ipaddr.parseCIDR('::ffff:0:0:0/96'), 12], // IPv4-translated (RFC 7915)
  [ipaddr.parseCIDR('64:ff9b::/96'), 12], // NAT64 (RFC 6052)
  [ipaddr.parseCIDR('2002::/16'), 2], // 6to4 (RFC 3056)
];

/**
 * May we connect to this address? `address` is an IP literal as a resolver or a socket gives it; anything else,
 * and any zone (`fe80::1%eth0`), is refused. `own` are the addresses of this machine: public or not, behind them
 * are services that trust us, so they need opening too.
 */
export function isAllowed(address: string, policy: EgressPolicy, own: readonly string[] = []): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (policy.allow.some((cidr) => within(parsed, ipaddr.parseCIDR(cidr)))) {
    // Opening a translation prefix must not open every private IPv4 address behind it.
    const inner = embedded(parsed);
    return inner === null || isAllowed(inner, policy, own);
  }
  return isPublic(parsed) && !own.some((mine) => sameAddress(mine, parsed));
}

/** May we use this port? Without a port in the URL, the scheme's own counts. */
export function isPortAllowed(url: URL, policy: EgressPolicy): boolean {
  if (policy.ports === 'any') return true;
  return policy.ports.includes(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port));
}

/** Reads the operator's words. A bare address stands for itself alone; all mistakes come back at once. */
export function parsePolicy(input: {
  allow?: readonly string[];
  ports?: 'any' | readonly number[];
}): { ok: true; policy: EgressPolicy } | { ok: false; mistakes: string[] } {
  const mistakes: string[] = [];
  const allow: string[] = [];
  for (const text of input.allow ?? []) {
    const cidr = isIP(text) === 0 ? text : `${text}/${isIP(text) === 4 ? 32 : 128}`;
    if (ipaddr.isValidCIDR(cidr)) allow.push(cidr);
    else mistakes.push(`"${text}" is not a network; write it like 10.20.0.0/16 or fd00::/8`);
  }
  const ports = input.ports ?? WEB_PORTS;
  if (ports === 'any')
    return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, policy: { allow, ports } };
  for (const port of ports) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      mistakes.push(`${port} is not a port (1-65535)`);
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, policy: { allow, ports: [...ports] } };
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || within(address, AZURE_METADATA)) return false;
  return address.kind() === 'ipv4' || (within(address, GLOBAL_V6) && !isIsatap(address));
}

function within(address: Address, [network, bits]: Range): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

function embedded(address: Address): string | null {
  const scheme = EMBEDDING.find(([range]) => within(address, range));
  if (scheme === undefined) return null;
  return address
    .toByteArray()
    .slice(scheme[1], scheme[1] + 4)
    .join('.');
}

// ISATAP (RFC 5214): an interface id 0000:5efe or 0200:5efe, then an IPv4 address; below any prefix.
function isIsatap(address: Address): boolean {
  const [a, b, c, d] = address.toByteArray().slice(8, 12);
  return (a === 0 || a === 2) && b === 0 && c === 0x5e && d === 0xfe;
}

function sameAddress(text: string, address: Address): boolean {
  return isIP(text) !== 0 && ipaddr.parse(text).toNormalizedString() === address.toNormalizedString();
}
