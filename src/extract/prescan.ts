// Counts what would make a page too dear to parse: tags, depth, attributes. Works on tags of the string;
// no tree exists yet, because building it is what hangs.
import { LIMITS } from '../config/limits.ts';
import { type Reject, reject } from '../model/outcome.ts';
import type { Tag } from './tag.ts';

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen'.split(
    ' ',
  ),
);

/** Real pages leave these open by the hundred, and the parser closes them by itself. */
const CLOSED_BY_THE_PARSER = new Set(
  'p li td th tr dd dt option optgroup tbody thead tfoot rp rt'.split(' '),
);

export type Prescan = {
  see(tag: Tag): void;
  /** whether an svg or math has been opened that was not closed */
  isInDrawing(): boolean;
  /** the limit that was passed, or null */
  verdict(): Reject | null;
};

export function createPrescan(): Prescan {
  const open: string[] = [];
  let tags = 0;
  let foreign = 0;
  let verdict: Reject | null = null;

  function pop(name: string): void {
    const at = open.lastIndexOf(name);
    if (at < 0) return;
    for (const gone of open.splice(at)) if (isForeign(gone)) foreign--;
  }

  function push(tag: Tag): void {
    if (VOID.has(tag.name) || CLOSED_BY_THE_PARSER.has(tag.name)) return;
    if (foreign > 0 && tag.selfClosing) return;
    open.push(tag.name);
    if (isForeign(tag.name)) foreign++;
  }

  return {
    see(tag) {
      if (verdict !== null) return;
      if (tag.closing) {
        pop(tag.name);
        return;
      }
      tags++;
      push(tag);
      const attributes = tag.spots.length / 4;
      if (tags > LIMITS.pageTags) verdict = reject('too-many-tags', `more than ${LIMITS.pageTags} tags`);
      else if (open.length > LIMITS.pageDepth)
        verdict = reject('too-deep', `tags are nested more than ${LIMITS.pageDepth} deep`);
      else if (attributes > LIMITS.tagAttributes)
        verdict = reject('too-many-attributes', `one <${tag.name}> has ${attributes} attributes`);
    },
    isInDrawing: () => foreign > 0,
    verdict: () => verdict,
  };
}

const isForeign = (name: string) => name === 'svg' || name === 'math';
