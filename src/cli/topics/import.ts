// `presswatch topics import`: a newer version of IPTC Media Topics into the folder that the service reads. Tags of old articles
// stay as they are, and are read by the new tree.
import { join } from 'node:path';
import type { Command } from 'commander';
import { readTaxonomy } from '../../config/mediatopics/read.ts';
import { type Renewal, renewTaxonomy } from '../../config/mediatopics/renew.ts';
import { writeTaxonomy } from '../../config/mediatopics/write.ts';
import { readTopics } from '../../config/vocabulary.ts';
import { topicNames } from '../../match/topic-names.ts';
import type { Taxonomy } from '../../model/model.ts';
import { readSettings } from '../open.ts';
import { followTopicNames, vocabularyFolder } from '../open-vocabulary.ts';
import { CommandFailed, type Output, plural } from '../output.ts';
import { outputOf } from '../program.ts';

export type ImportOptions = { dryRun?: true; force?: true };

/** of each kind of change; --json has all */
const MOST_LINES = 20;

export function importTopics(path: string, options: ImportOptions, command: Command): void {
  const output = outputOf(command);
  const settings = readSettings();
  const folder = vocabularyFolder(settings);
  followTopicNames(settings);
  const before = topicNames();
  const fresh = readOrFail(path);
  if (fresh.version < before.version && !options.force)
    throw new CommandFailed(
      `${path} is of ${fresh.version}, older than the version here (${before.version}). --force takes it over all the same.`,
    );
  const rules = readTopics(folder).topics.topics.map(({ code }) => code);
  const renewal = renewTaxonomy(before, fresh);
  const { taxonomy, ...changes } = renewal;
  const aside = changes.retired.map(({ code }) => code).filter((code) => rules.includes(code));
  if (!options.dryRun) write(join(folder, 'mediatopics.json'), taxonomy);
  const versions = { before: before.version, version: taxonomy.version };
  output.result({ ...versions, written: !options.dryRun, folder, ...changes, rulesSetAside: aside }, () => {
    output.say(`Media Topics of ${taxonomy.version}, before of ${before.version}.`);
    printChanges(renewal, output);
    for (const code of aside)
      output.say(`! The rule of ${code} in topics.yaml is set aside from now on: the code is retired.`);
    if (options.dryRun) output.say('Nothing was written (--dry-run).');
    else
      output.say(
        `Written to ${folder}; a running service follows. Articles keep their tags, read by the new tree.`,
      );
  });
}

function readOrFail(path: string): Taxonomy {
  try {
    return readTaxonomy(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(why.includes(path) ? why : `${path}: ${why}`);
  }
}

function write(path: string, taxonomy: Taxonomy): void {
  try {
    writeTaxonomy(path, taxonomy);
  } catch (error) {
    throw new CommandFailed(
      `${path} can't be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function printChanges({ added, moved, retired, relabelled }: Renewal, output: Output): void {
  const tell = (what: string, lines: string[]) => {
    if (lines.length === 0) return;
    output.say(`${plural(lines.length, 'topic')} ${what}:`);
    for (const line of lines.slice(0, MOST_LINES)) output.say(`  ${line}`);
    if (lines.length > MOST_LINES) output.say(`  … and ${lines.length - MOST_LINES} more; --json has all.`);
  };
  tell(
    'new',
    added.map(({ code, label }) => `${code}  ${label}`),
  );
  tell(
    'moved',
    moved.map(
      ({ code, label, from, to }) => `${code}  ${label}  from ${from ?? 'the top'} to ${to ?? 'the top'}`,
    ),
  );
  tell(
    'retired',
    retired.map(({ code, label }) => `${code}  ${label}`),
  );
  tell(
    'called otherwise',
    relabelled.map(({ code, label, before }) => `${code}  ${label}  (before: ${before})`),
  );
  if (added.length + moved.length + retired.length + relabelled.length === 0)
    output.say('Nothing has changed.');
}
