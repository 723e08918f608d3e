// `presswatch entities check`: the proofs that packs carry. Exit code 1 when one fails.
import process from 'node:process';
import type { Command } from 'commander';
import { compileVocabulary } from '../../tag/compile.ts';
import { countPack } from '../../tag/entities/prove.ts';
import { type PackProof, packProofs } from '../../tag/prove.ts';
import { CommandFailed, EXIT, plural } from '../output.ts';
import { outputOf } from '../program.ts';
import { readPacks } from './packs.ts';

/** how often progress is told, in proofs */
const TELL_EVERY = 500;

export function checkEntities(options: { pack?: string }, command: Command): void {
  const output = outputOf(command);
  const data = readPacks();
  const packs = data.packs.filter(({ pack }) => options.pack === undefined || pack === options.pack);
  if (packs.length === 0) {
    const known = data.packs.map(({ pack }) => pack).join(', ');
    throw new CommandFailed(`There is no pack "${options.pack}". Packs are: ${known}.`, EXIT.usage);
  }
  const vocabulary = compileVocabulary(data);
  const wanted = new Set(packs.map(({ pack }) => pack));
  const proofs = packProofs(data).filter(({ pack }) => wanted.has(pack));
  const failed: { pack: string; problem: string }[] = [];
  proofs.forEach((proof: PackProof, done) => {
    const problem = proof.run(vocabulary);
    if (problem !== null) failed.push({ pack: proof.pack, problem });
    if (done % TELL_EVERY === 0) output.progress(`Checking: ${done} of ${plural(proofs.length, 'proof')}`);
  });
  output.progressDone();
  const counts = packs.map((pack) => ({ pack: pack.pack, version: pack.version, ...countPack(pack) }));
  const facts = { ok: failed.length === 0, proofs: proofs.length, failed, packs: counts };
  output.result(facts, () => {
    for (const { pack, problem } of failed) output.say(`✗ ${pack}: ${problem}`);
    const sum = counts.reduce((all, one) => all + one.entities, 0);
    const aliases = counts.reduce((all, one) => all + one.aliases, 0);
    const what = `${plural(counts.length, 'pack')}, ${plural(sum, 'entity')}, ${plural(aliases, 'spelling')}`;
    output.say(
      `${what}: ${plural(proofs.length, 'proof')}, ${failed.length === 0 ? 'all hold' : `${failed.length} fail`}.`,
    );
  });
  if (failed.length > 0) process.exitCode = EXIT.failed;
}
