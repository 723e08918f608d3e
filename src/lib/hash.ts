// Ids from content: the same input always meets the same row. Nothing here is random.
import { hash } from 'node:crypto';

/**
 * A stable id of 32 base64url characters (192 bits of SHA-256) from its parts. Parts are length-prefixed,
 * so ('ab','c') and ('a','bc') differ. Safe as a webhook id: no dots, no colons.
 */
export function contentId(...parts: readonly (string | number | null)[]): string {
  let text = '';
  for (const part of parts) {
    const own = part === null ? '' : String(part);
    text += `${part === null ? '-' : own.length}\n${own}`;
  }
  return hash('sha256', text, 'base64url').slice(0, 32);
}

/** SHA-256 of bytes or text in hex. */
export const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'hex');
