// Webhook addresses, as they are saved and again as they are sent to (W1-W7, W13, W16).
import { describe, expect, test } from 'vitest';
import { checkTarget } from '../../../src/deliver/target.ts';

const policy = { allow: [], ports: [80, 443, 8443] };
const check = (url: string, allowHttp = false) => checkTarget(url, { allowHttp, policy });

describe('checkTarget', () => {
  test.each([
    'https://hooks.example/a?b=c',
    'https://hooks.example:8443/',
    'HTTPS://HOOKS.EXAMPLE/',
    'https://8.8.8.8/',
    'https://bücher.example/',
    'https://💡.example/',
  ])('%s is accepted', (url) => {
    expect(check(url).kind).toBe('done');
  });

  test('http is accepted only where the setting says so', () => {
    expect(check('http://hooks.example/')).toMatchObject({ kind: 'reject', reason: 'bad-target' });
    expect(check('http://hooks.example/', true).kind).toBe('done');
  });

  test.each([
    '',
    'hooks.example',
    '//hooks.example/',
    'https://',
    'gopher://hooks.example/',
    'file:///etc/passwd',
    'unix:/var/run/docker.sock',
    'data:text/plain,x',
    'javascript:alert(1)',
    'https://user@hooks.example/',
    'https://user:password@hooks.example/',
    'https://hooks.example/#part',
    'https://hooks.example/#',
    `https://hooks.example/${'a'.repeat(2048)}`,
  ])('"%s" is no target', (url) => {
    expect(check(url, true)).toMatchObject({ kind: 'reject', reason: 'bad-target' });
  });

  test.each([22, 25, 6379, 8080])('port %i is blocked', (port) => {
    expect(check(`https://hooks.example:${port}/`)).toMatchObject({ kind: 'reject', reason: 'blocked-port' });
  });

  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '①②⑦.0.0.1',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '10.0.0.1',
    '169.254.169.254',
    '100.100.100.200',
    '[fd00:ec2::254]',
    'localhost',
    'localhost.',
    'a.localhost',
    'LOCALHOST',
  ])('%s is refused before anything is resolved', (host) => {
    expect(check(`https://${host}/`)).toMatchObject({ kind: 'reject', reason: 'private-address' });
  });

  test('an address that the operator opened is accepted', () => {
    const open = { allow: ['127.0.0.0/8'], ports: 'any' as const };
    for (const url of ['http://127.0.0.1:4000/', 'http://localhost:4000/']) {
      expect(checkTarget(url, { allowHttp: true, policy: open }).kind).toBe('done');
    }
  });
});
