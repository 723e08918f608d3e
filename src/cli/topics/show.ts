// `presswatch topics show`: everything known of a topic: labels, place, rules, model.
import type { Command } from 'commander';
import { namedTopic, topicNames } from '../../match/topic-names.ts';
import type { TopicRuleData } from '../../model/vocabulary.ts';
import { languageOf } from '../../tag/topics/rule.ts';
import { inPlace } from '../columns.ts';
import { readSettings } from '../open.ts';
import { openHouseClassifier } from '../open-vocabulary.ts';
import type { Output } from '../output.ts';
import { outputOf } from '../program.ts';
import { flow } from '../wrap.ts';
import { type Labels, labelsIn } from './labels.ts';
import { labelOf, readSubjects, retiredOn, type Subjects, subjectCodes } from './subjects.ts';

export function showTopic(text: string, options: { labels?: string }, command: Command): void {
  const output = outputOf(command);
  const subjects = readSubjects();
  const labels = labelsIn(options.labels);
  const { classifier } = openHouseClassifier(readSettings());
  const { classes = [], fine } = classifier?.model ?? {};
  const trained = new Set([...classes, ...(fine?.classes ?? [])].map(({ code }) => code));
  const found = subjectCodes(text, subjects).map((code) => factsOf(code, subjects, trained, labels));
  output.result({ taxonomy: topicNames().version, topics: found }, () => {
    found.forEach((facts, at) => {
      if (at > 0) output.say();
      print(facts, output);
    });
  });
}

function factsOf(code: string, subjects: Subjects, trained: ReadonlySet<string>, labels: Labels) {
  const named = namedTopic(code);
  const { tree, rules } = subjects;
  return {
    code,
    label: labels(code, labelOf(code, subjects) ?? code),
    path: tree.broader(code).map((one) => ({ code: one, label: labels(one, labelOf(one, subjects) ?? one) })),
    labels: named?.names ?? {},
    wikidata: named?.wikidata ?? null,
    retired: retiredOn(code, subjects),
    model: trained.has(code),
    rules: rules.get(code) ?? [],
  };
}

function print(facts: ReturnType<typeof factsOf>, output: Output): void {
  const { code, label, path, labels, wikidata, retired, model, rules } = facts;
  const also = [code, wikidata, retired && `retired ${retired}`].filter((one) => one !== null);
  output.say([inPlace(label), ...also].join('  '));
  if (path.length > 0)
    output.say(flow(`Below ${path.map((one) => `${inPlace(one.label)} (${one.code})`).join(', below ')}`, 2));
  for (const [locale, name] of Object.entries(labels)) output.say(`  ${locale.padEnd(8)}${inPlace(name)}`);
  output.say(model ? 'The trained model knows it.' : 'The trained model does not know it.');
  if (rules.length === 0) output.say('No rule speaks for it.');
  for (const rule of rules) printRule(rule, output);
}

function printRule(rule: TopicRuleData, output: Output): void {
  output.say(`Its rule (${languageOf(rule) === 'any' ? 'any language' : `texts in ${languageOf(rule)}`}):`);
  for (const [term, weight] of Object.entries(rule.terms ?? {})) output.say(flow(`  ${weight}  ${term}`, 2));
  if (rule.query !== undefined) output.say(flow(`  enough by itself: ${rule.query}`, 2));
  for (const query of rule.all ?? []) output.say(flow(`  needs: ${query}`, 2));
  for (const query of rule.not ?? []) output.say(flow(`  not with: ${query}`, 2));
  for (const one of rule.must) output.say(flow(`  must fire: ${one}`, 2));
  for (const one of rule.mustNot) output.say(flow(`  must not fire: ${one}`, 2));
}
