import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EgressPolicy, isAllowed, isPortAllowed, parsePolicy } from '../../../src/net/address.ts';

const closed: EgressPolicy = { allow: [], ports: 'any' };

// One address from inside each range; the IANA special-purpose registries, and the schemes that carry IPv4.
const REFUSED = `
  0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
  169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1
  192.168.0.1 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
  255.255.255.255 168.63.129.16
  :: ::1 ::7f00:1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1
  64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 64:ff9b:1:7f00:1:: 100::1 100:0:0:1::1
  2001::1 2001:0:53aa:64c:0:0:80ff:fffe 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1
  2001:1::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 2620:4f:8000::1 3fff::1 3fff:fff::1 5f00::1
  2a00:1450:4001:82b:0:5efe:7f00:1 2a00:1450:4001:82b:200:5efe:7f00:1
  fc00::1 fd00:ec2::254 fe80::1 fe80::1%lo febf::1 fec0::1 ff02::1 4000::1 c000::1
`;
const PUBLIC = `
  1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255
  172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255
  2a00:1450:4001:82b::200e 2606:4700:4700::1111 2001:4860:4860::8888 2620:fe::fe 3ffe::1
`;
const words = (text: string) => text.trim().split(/\s+/);

describe('isAllowed', () => {
  test.each(words(REFUSED))('refuses %s', (address) => {
    expect(isAllowed(address, closed)).toBe(false);
  });

  test.each(words(PUBLIC))('lets %s through, which is public', (address) => {
    expect(isAllowed(address, closed)).toBe(true);
  });

  test.each([
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '0177.0.0.1',
    '127.0.0.1 ',
    '[::1]',
    '8.8.8.8/32',
  ])('refuses "%s", which is no plain address, even where all is open', (text) => {
    expect(isAllowed(text, { allow: ['0.0.0.0/0', '::/0'], ports: 'any' })).toBe(false);
  });

  test('any string is answered, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()),
        (text) => typeof isAllowed(text, closed) === 'boolean',
      ),
    );
  });

  test('no IPv4 address gets through inside an IPv6 scheme', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::'), (v4, prefix) => {
        expect(isAllowed(prefix + v4, closed)).toBe(false);
      }),
    );
  });

  test('the operator opens a network, and only that', () => {
    const intranet: EgressPolicy = { allow: ['10.20.0.0/16', 'fd12::/16'], ports: 'any' };
    expect(isAllowed('10.20.255.255', intranet)).toBe(true);
    expect(isAllowed('fd12::5', intranet)).toBe(true);
    expect(isAllowed('10.21.0.0', intranet)).toBe(false);
    expect(isAllowed('127.0.0.1', intranet)).toBe(false);
    expect(isAllowed('::ffff:10.20.0.1', intranet)).toBe(false);
  });

  test('opening a translation prefix opens no private IPv4 address behind it', () => {
    const dns64: EgressPolicy = { allow: ['64:ff9b::/96'], ports: 'any' };
    expect(isAllowed('64:ff9b::808:808', dns64)).toBe(true);
    expect(isAllowed('64:ff9b::7f00:1', dns64)).toBe(false);
    expect(isAllowed('64:ff9b::a9fe:a9fe', { allow: ['::/0'], ports: 'any' })).toBe(false);
  });

  test("this machine's own public addresses are refused until they are opened", () => {
    const own = ['8.8.4.4', '2a00:1450::5'];
    expect(isAllowed('8.8.4.4', closed, own)).toBe(false);
    expect(isAllowed('2a00:1450:0::5', closed, own)).toBe(false);
    expect(isAllowed('8.8.8.8', closed, own)).toBe(true);
    expect(isAllowed('8.8.4.4', { allow: ['8.8.4.4/32'], ports: 'any' }, own)).toBe(true);
  });
});

describe('ports', () => {
  const web: EgressPolicy = { allow: [], ports: [80, 443, 8443] };

  test.each(['http://a.example/', 'https://a.example/', 'https://a.example:8443/', 'http://a.example:443/'])(
    '%s is open',
    (url) => {
      expect(isPortAllowed(new URL(url), web)).toBe(true);
    },
  );

  test.each([22, 25, 6379, 8080])('port %i is closed', (port) => {
    expect(isPortAllowed(new URL(`http://a.example:${port}/`), web)).toBe(false);
  });

  test('"any" opens every port', () => {
    expect(isPortAllowed(new URL('http://a.example:6379/'), closed)).toBe(true);
  });
});

describe('parsePolicy', () => {
  test('opens nothing but the web ports by default', () => {
    expect(parsePolicy({})).toEqual({ ok: true, policy: { allow: [], ports: [80, 443, 8443] } });
  });

  test('takes a bare address for itself alone', () => {
    expect(parsePolicy({ allow: ['127.0.0.1', '::1', '10.0.0.0/8'], ports: 'any' })).toEqual({
      ok: true,
      policy: { allow: ['127.0.0.1/32', '::1/128', '10.0.0.0/8'], ports: 'any' },
    });
  });

  test('names every mistake at once', () => {
    const parsed = parsePolicy({
      allow: ['10.0.0.0/33', 'intranet', '127.0.0.1/8'],
      ports: [0, 443, 70_000, 1.5],
    });
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? [] : parsed.mistakes).toEqual([
      expect.stringContaining('10.0.0.0/33'),
      expect.stringContaining('intranet'),
      expect.stringContaining('0 is not a port'),
      expect.stringContaining('70000'),
      expect.stringContaining('1.5'),
    ]);
  });
});
