// `npm run bench NAME …`: one measurement. Without a name, or with --help: what there is. The measurements are the
// other files of this folder that open with a comment which names their own command line.
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

const folder = new URL('./', import.meta.url);

const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'main.ts')
  .flatMap((name) => {
    const lines = readFileSync(new URL(name, folder), 'utf8').split('\n');
    const end = lines.findIndex((line) => !line.startsWith('//'));
    const about = lines.slice(0, end).map((line) => line.replace(/^\/\/ ?/, ''));
    // parts that measurements share name no command line
    const runs = about.some((line) => /\bnode\b.*tests\/bench\/|npm run bench/.test(line));
    return runs ? [{ name: name.replace(/\.ts$/, ''), about }] : [];
  });

const [wanted, ...rest] = process.argv.slice(2);
const bench = benches.find(({ name }) => name === wanted);
if (bench === undefined) {
  const unknown = wanted !== undefined && wanted !== '--help';
  if (unknown) console.error(`There is no measurement "${wanted}".`);
  console.log('npm run bench NAME [-- OPTIONS]; NAME --help says more.\n');
  for (const { name, about } of benches) console.log(`  ${name.padEnd(12)} ${about[0]}`);
  process.exitCode = unknown ? 2 : 0;
} else if (rest.includes('--help')) {
  console.log(bench.about.join('\n'));
} else {
  process.argv.splice(2, 1);
  await import(new URL(`${bench.name}.ts`, folder).href);
}
