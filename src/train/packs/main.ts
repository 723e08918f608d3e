// Builds the packs of config/entities that come from lists. Deterministic: same lists, same bytes. Packs whose file name
// ends in -hand are read, since they decide, and never written.
//   npm run build:packs -- --sources FOLDER [--out config/entities] [--hand config/entities]
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readPack } from '../../config/vocabulary.ts';
import { buildPacks, PACKS_VERSION } from './build.ts';
import { writeDraft } from './draft.ts';

const CONFIG = fileURLToPath(new URL('../../../config/entities', import.meta.url));

const { values } = parseArgs({
  options: { sources: { type: 'string' }, out: { type: 'string' }, hand: { type: 'string' } },
});
if (values.sources === undefined) {
  process.stderr.write('Give --sources FOLDER, the folder of the lists.\n');
  process.exit(2);
}
const hand = values.hand ?? CONFIG;
const out = values.out ?? CONFIG;
const packs = readdirSync(hand)
  .filter((name) => name.endsWith('-hand.yaml'))
  .sort()
  .map((name) => readPack(join(hand, name)));
mkdirSync(out, { recursive: true });
const drafts = buildPacks(values.sources, join(dirname(CONFIG), 'names'), packs);
for (const draft of drafts) {
  writeDraft(out, draft, PACKS_VERSION);
  process.stderr.write(`${draft.pack}: ${draft.entities.length} entities\n`);
}
