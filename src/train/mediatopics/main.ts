// `npm run import:mediatopics -- --iptc FOLDER --out config/mediatopics.json`: makes the shipped files anew from IPTC's, without
// looking at those there are. Operators bring in newer versions by `presswatch topics import`, which keeps what was known.
import { parseArgs } from 'node:util';
import { readTaxonomy } from '../../config/mediatopics/read.ts';
import { writeTaxonomy } from '../../config/mediatopics/write.ts';

const { values: options } = parseArgs({ options: { iptc: { type: 'string' }, out: { type: 'string' } } });
if (options.iptc === undefined || options.out === undefined) {
  console.error('Say where things are: --iptc FOLDER --out config/mediatopics.json');
  process.exit(2);
}
const taxonomy = readTaxonomy(options.iptc);
writeTaxonomy(options.out, taxonomy);
const retired = taxonomy.subjects.filter((one) => one.retired !== null).length;
console.log(
  `Media Topics of ${taxonomy.version}: ${taxonomy.subjects.length - retired} active concepts, ${retired} retired.`,
);
