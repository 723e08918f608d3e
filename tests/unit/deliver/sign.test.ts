// The published `standardwebhooks` package is the oracle: what we sign, it must verify.
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { isSecret, newSecret, sign } from '../../../src/deliver/sign.ts';

const now = () => Math.floor(Date.now() / 1000);
const headers = (id: string, at: number, signature: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(at),
  'webhook-signature': signature,
});

describe('sign', () => {
  test('makes byte for byte what the published package makes', () => {
    const at = new Date('2026-03-01T12:00:00Z');
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        fc.stringMatching(/^[a-z0-9_]+$/),
        fc.string({ unit: 'grapheme' }),
        (key, id, body) => {
          const secret = `whsec_${Buffer.from(key).toString('base64')}`;
          expect(sign([secret], id, at.getTime() / 1000, body)).toBe(new Webhook(secret).sign(id, at, body));
        },
      ),
    );
  });

  test('while keys change, either verifies, and the newer stands first', () => {
    const [fresh, old] = [newSecret(), newSecret()];
    const body = '{"title":"Größe — 標準"}';
    const signature = sign([fresh, old], 'd1', now(), body);
    expect(signature.split(' ')[0]).toBe(sign([fresh], 'd1', now(), body));
    for (const secret of [fresh, old]) {
      expect(new Webhook(secret).verify(body, headers('d1', now(), signature))).toEqual(JSON.parse(body));
    }
  });

  test('another body, id, time or key is refused', () => {
    const secret = newSecret();
    const at = now();
    const signature = sign([secret], 'd1', at, '{}');
    const refused = (verify: () => unknown) => expect(verify).toThrow(/signature/i);
    refused(() => new Webhook(secret).verify('{ }', headers('d1', at, signature)));
    refused(() => new Webhook(secret).verify('{}', headers('d2', at, signature)));
    refused(() => new Webhook(secret).verify('{}', headers('d1', at - 1, signature)));
    refused(() => new Webhook(newSecret()).verify('{}', headers('d1', at, signature)));
  });
});

describe('secrets', () => {
  test('are 32 random bytes behind a prefix, and never twice the same', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(isSecret(secret)).toBe(true);
    expect(newSecret()).not.toBe(secret);
  });

  test.each([24, 64])('%i bytes are a secret', (length) => {
    expect(isSecret(`whsec_${Buffer.alloc(length).toString('base64')}`)).toBe(true);
  });

  test.each([
    '',
    'whsec_',
    'secret',
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `whsec_${Buffer.alloc(65).toString('base64')}`,
    Buffer.alloc(32).toString('base64'),
    `whsec_${'a'.repeat(40)} `,
    `whsec_${'-'.repeat(40)}`,
  ])('"%s" is none', (text) => {
    expect(isSecret(text)).toBe(false);
  });
});
