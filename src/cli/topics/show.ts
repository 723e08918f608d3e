// `presswatch topics show`: everything known of a topic: labels, place, rule, model.
import type { Command } from 'commander';
import { topicNames } from '../../match/topic-names.ts';
import type { TopicRuleData } from '../../model/vocabulary.ts';
import { readSettings } from '../open.ts';
import { openHouseClassifier } from '../open-vocabulary.ts';
import type { Output } from '../output.ts';
import { outputOf } from '../program.ts';
import { readSubjects, type Subjects, subjectCodes } from './subjects.ts';

export function showTopic(text: string, command: Command): void {
  const output = outputOf(command);
  const subjects = readSubjects();
  const { classifier } = openHouseClassifier(readSettings());
  const trained = new Set(classifier?.model.classes.map(({ code }) => code));
  const found = subjectCodes(text, subjects).map((code) => factsOf(code, subjects, trained));
  output.result({ taxonomy: topicNames().version, topics: found }, () => {
    found.forEach((facts, at) => {
      if (at > 0) output.say();
      print(facts, output);
    });
  });
}

function factsOf(code: string, { tree, rules }: Subjects, trained: ReadonlySet<string>) {
  const named = topicNames().topics.find((one) => one.code === code);
  const label = tree.label(code) ?? named?.names['en-GB'] ?? code;
  return {
    code,
    label,
    path: tree.broader(code).map((one) => ({ code: one, label: tree.label(one) ?? one })),
    labels: named?.names ?? {},
    wikidata: named?.wikidata ?? null,
    /** a newer taxonomy may have brought it back */
    retired: tree.label(code) === undefined ? (named?.retired ?? null) : null,
    model: trained.has(code),
    rule: rules.get(code) ?? null,
  };
}

function print(facts: ReturnType<typeof factsOf>, output: Output): void {
  const { code, label, path, labels, wikidata, retired, model, rule } = facts;
  output.say(`${label}  ${code}${wikidata ? `  ${wikidata}` : ''}${retired ? `  retired ${retired}` : ''}`);
  if (path.length > 0)
    output.say(`Below ${path.map((one) => `${one.label} (${one.code})`).join(', below ')}`);
  for (const [locale, name] of Object.entries(labels)) output.say(`  ${locale.padEnd(8)}${name}`);
  output.say(model ? 'The trained model knows it.' : 'The trained model does not know it.');
  if (rule === null) output.say('No rule speaks for it.');
  else printRule(rule, output);
}

function printRule(rule: TopicRuleData, output: Output): void {
  output.say(`Its rule${rule.lang ? ` (${rule.lang})` : ''}:`);
  for (const [term, weight] of Object.entries(rule.terms ?? {})) output.say(`  ${weight}  ${term}`);
  if (rule.query !== undefined) output.say(`  enough by itself: ${rule.query}`);
  for (const query of rule.all ?? []) output.say(`  needs: ${query}`);
  for (const query of rule.not ?? []) output.say(`  not with: ${query}`);
  for (const one of rule.must) output.say(`  must fire: ${one}`);
  for (const one of rule.mustNot) output.say(`  must not fire: ${one}`);
}
