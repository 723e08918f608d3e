// One line of plain text from a metadata value: entities decoded, tags gone, white space single, no direction tricks.
import { squeeze } from './blocks.ts';
import { decodeEntities } from './entities.ts';

/** Characters that turn the direction of what follows: a title must not reverse the line it stands in. */
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/** Plain text of a value that may hold markup; at most `chars` long. */
export function plain(value: string, chars: number): string {
  // Cut first: a title of 200,000 spaces must not cost anything.
  const cut = value.trim().slice(0, 4 * chars + 200);
  return squeeze(decodeEntities(cut.replace(/<[a-z/!][^>]{0,500}>/gi, ' ')))
    .replace(DIRECTION_OVERRIDES, '')
    .trim()
    .slice(0, chars)
    .toWellFormed();
}
