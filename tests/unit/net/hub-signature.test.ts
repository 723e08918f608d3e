import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSigned } from '../../../src/net/hub-signature.ts';

const SECRET = 'a secret of the two of us';
const BODY = Buffer.from([0x3c, 0xff, 0x00, 0x0a]);
const sign = (method: string, secret = SECRET, body = BODY) =>
  `${method}=${createHmac(method, secret).update(body).digest('hex')}`;

test.each(['sha256', 'sha384', 'sha512'])('a push signed by %s over the very bytes is genuine', (method) => {
  expect(isSigned(sign(method), SECRET, BODY)).toBe(true);
  expect(isSigned(sign(method).toUpperCase().replace('SHA', 'sha'), SECRET, BODY)).toBe(true);
});

test.each([
  ['another secret', sign('sha256', 'guessed')],
  ['other bytes', sign('sha256', SECRET, Buffer.from('x'))],
  ['an old method', sign('sha1')],
  ['a method of another length', sign('sha256').replace('sha256', 'sha512')],
  ['a cut signature', sign('sha256').slice(0, -2)],
  ['no method', sign('sha256').slice(7)],
  ['nothing', undefined],
  ['an unknown method', `sha999=${'0'.repeat(64)}`],
])('%s is not genuine', (_name, header) => {
  expect(isSigned(header, SECRET, BODY)).toBe(false);
});
