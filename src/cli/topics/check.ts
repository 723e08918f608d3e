// `presswatch topics check`: the proofs that topic rules carry. Exit code 1 when one fails.
import process from 'node:process';
import type { Command } from 'commander';
import { readVocabulary } from '../../config/vocabulary.ts';
import { compileVocabulary } from '../../tag/compile.ts';
import { ruleProofs, rulesAlone } from '../../tag/prove.ts';
import { readSettings } from '../open.ts';
import { vocabularyFolder } from '../open-vocabulary.ts';
import { EXIT, plural } from '../output.ts';
import { outputOf } from '../program.ts';

/** how often progress is told, in proofs */
const TELL_EVERY = 100;

export function checkTopics(command: Command): void {
  const output = outputOf(command);
  output.progress('Reading packs and rules.');
  const data = readVocabulary(vocabularyFolder(readSettings()));
  const vocabulary = rulesAlone(compileVocabulary(data));
  const proofs = ruleProofs(data);
  const failed: { code: string; problem: string }[] = [];
  proofs.forEach(({ code, run }, done) => {
    const problem = run(vocabulary);
    if (problem !== null) failed.push({ code, problem });
    if (done % TELL_EVERY === 0) output.progress(`Checking: ${done} of ${plural(proofs.length, 'proof')}`);
  });
  output.progressDone();
  const rules = data.topics.topics.length;
  const { notices = [] } = data;
  output.result({ ok: failed.length === 0, rules, proofs: proofs.length, failed, notices }, () => {
    for (const notice of notices) output.say(`! ${notice}`);
    for (const { problem } of failed) output.say(`✗ ${problem}`);
    const end = failed.length === 0 ? 'all hold' : `${failed.length} fail`;
    output.say(`${plural(rules, 'rule')}, ${plural(proofs.length, 'proof')}: ${end}.`);
  });
  if (failed.length > 0) process.exitCode = EXIT.failed;
}
