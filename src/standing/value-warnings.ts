// Values of keyword fields that nothing has: a query over them is legal, and never fires. Says so, with what may be meant.
// A name that only our own articles know is known too.
import { nearest } from '../config/nearest.ts';
import { codesOf, namedTopic } from '../match/topic-names.ts';
import { keptKey } from '../match/words.ts';
import type { CmpNode, KeyField, KeyNode } from '../query/ast.ts';
import type { Node, Warning } from '../query/query.ts';
import { broaderValues, keyValue } from '../query/value.ts';
import { isHeld } from '../store/archive.ts';
import type { Store } from '../store/db.ts';
import { feedNames } from '../store/feeds.ts';
import type { Vocabulary } from '../tag/tag.ts';

/** A warning about a value; the query language itself knows no values. */
export type ValueWarning = Omit<Warning, 'code'> & {
  code: 'W_SCORE' | 'W_TOPIC' | 'W_LANG' | 'W_COUNTRY' | 'W_ENTITY' | 'W_SOURCE' | 'W_DOMAIN';
};

/** What is known where the query is checked; without a store nothing is said of sources and domains. */
export type Knowledge = {
  /** read only when the query names topics or entities */
  vocabulary: () => Vocabulary;
  store?: Store;
};

/** many unknown values make one point; the first ones make it */
const MOST_WARNINGS = 20;

/** Warnings about the values that a query names, in their order. */
export async function valueWarnings(ast: Node, knows: Knowledge): Promise<ValueWarning[]> {
  const found: ValueWarning[] = knows.store ? scoreNodes(ast).map(neverScored) : [];
  for (const node of keyNodes(ast)) {
    const told = await CHECKS[node.name]?.(node, knows);
    if (told) found.push({ start: node.start, end: node.end, ...told });
    if (found.length >= MOST_WARNINGS) break;
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Comparisons with an article's score. */
function scoreNodes(node: Node): CmpNode[] {
  if (node.type === 'cmp') return node.field === 'score' ? [node] : [];
  if (node.type === 'not') return scoreNodes(node.child);
  return node.type === 'and' || node.type === 'or' ? node.children.flatMap(scoreNodes) : [];
}

const neverScored = ({ start, end }: CmpNode): ValueWarning => ({
  code: 'W_SCORE',
  message: 'articles here carry no score, so this is never true',
  hint: 'for weighted words write SCORE>=30 (climate^10 flood*^20)',
  start,
  end,
});

function keyNodes(node: Node): KeyNode[] {
  if (node.type === 'key') return [node];
  if (node.type === 'not') return keyNodes(node.child);
  return node.type === 'and' || node.type === 'or' ? node.children.flatMap(keyNodes) : [];
}

type Told = Omit<ValueWarning, 'start' | 'end'> | null;
type Check = (node: KeyNode, knows: Knowledge) => Told | Promise<Told>;

const CHECKS: Partial<Record<KeyField, Check>> = {
  topic: checkTopic,
  lang: checkLang,
  country: checkCountry,
  entity: checkEntity,
  about: checkEntity,
  source: checkSource,
  domain: checkDomain,
};

function checkTopic({ value, written }: KeyNode, { vocabulary }: Knowledge): Told {
  // of a label and the codes it stands for, the label speaks
  if (written !== undefined && written !== value) return null;
  const codes = codesOf(value);
  if (codes.length > 0) return allRetired(value, codes);
  const concepts = vocabulary().tree.all();
  const names = concepts.flatMap(({ code, label }) => [code, label]);
  const asked = keyValue('topic', value);
  if (names.some((name) => broaderValues('topic', name).includes(asked))) return null;
  const labels = concepts.map(({ label }) => label);
  return {
    code: 'W_TOPIC',
    message: `there is no topic "${value}"`,
    hint:
      meant('topic', nearest(value, labels)) ??
      'topics are in config/topics.yaml and config/mediatopics.json',
  };
}

/** A code that IPTC has retired is in old articles only. */
function allRetired(value: string, codes: readonly string[]): Told {
  const days = codes.flatMap((code) => namedTopic(code)?.retired ?? []);
  if (days.length < codes.length) return null;
  return {
    code: 'W_TOPIC',
    message: `IPTC retired the topic "${value}" on ${days.sort().at(-1)}: only older articles can have it`,
    hint: '"presswatch topics search" finds topics of today',
  };
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Two-letter codes with their English names. */
const named = (names: Intl.DisplayNames, cased: (code: string) => string): { code: string; name: string }[] =>
  LETTERS.flatMap((a) => LETTERS.map((b) => cased(a + b))).flatMap((code) => {
    const name = names.of(code);
    return name === undefined ? [] : [{ code, name }];
  });

function checkLang({ value }: KeyNode): Told {
  const base = keyValue('lang', value).split('-')[0] ?? '';
  if (/^[a-z]{2,3}$/.test(base) && LANGUAGES.of(base) !== undefined) return null;
  const languages = named(LANGUAGES, (code) => code);
  const [near] = nearest(
    value,
    languages.map(({ name }) => name),
  );
  const code = languages.find(({ name }) => name === near)?.code;
  return {
    code: 'W_LANG',
    message: `"${value}" is no language code`,
    hint: code ? `${near} is lang:${code}` : 'write two letters, such as lang:en or lang:tr',
  };
}

function checkCountry({ value }: KeyNode, { store }: Knowledge): Told {
  // articles that we read state none; documents of others may
  if (store) {
    return {
      code: 'W_COUNTRY',
      message: 'articles state no country, so this is never true',
      hint: `for what is written about it: about:"${value}"; for where it is written: domain: or source:`,
    };
  }
  const regions = named(REGIONS, (code) => code.toUpperCase());
  const asked = keyValue('country', value);
  const names = regions.flatMap(({ code, name }) => [code, name]);
  if (names.some((name) => keyValue('country', name) === asked)) return null;
  return {
    code: 'W_COUNTRY',
    message: `"${value}" is no country`,
    hint: meant('country', nearest(value, names)) ?? 'write two letters, such as country:TR, or its name',
  };
}

async function checkEntity({ name: field, value }: KeyNode, { vocabulary, store }: Knowledge): Promise<Told> {
  const asked = keyValue('entity', value);
  const bare = asked.replace(/^(per|org|loc|misc):/, '');
  const { aliases } = vocabulary().entities.index;
  const names = aliases.flatMap(({ text, name, id }) => [text, name, ...(id === null ? [] : [id])]);
  if (names.some((one) => keyValue('entity', one) === bare)) return null;
  if (await held('entity', asked, store)) return null;
  return {
    code: 'W_ENTITY',
    message: `no entity pack knows "${value}": it is true only of articles that write the name just so`,
    hint:
      meant(field, nearest(value.replace(/^(per|org|loc|misc):/i, ''), names)) ??
      'for all ways to write it, add it to a pack in config/entities',
  };
}

async function checkSource({ value }: KeyNode, { store }: Knowledge): Promise<Told> {
  if (!store) return null;
  const feeds = (await feedNames(store)).filter(({ title, state }) => title !== '' && state !== 'removed');
  const asked = keyValue('source', value);
  if (feeds.some(({ title }) => keyValue('source', title) === asked)) return null;
  if (await held('source', asked, store)) return null;
  return {
    code: 'W_SOURCE',
    message: `no feed of ours is called "${value}", and no article came from there`,
    hint:
      meant(
        'source',
        nearest(
          value,
          feeds.map(({ title }) => title),
        ),
      ) ?? '"presswatch feeds list" shows the names',
  };
}

async function checkDomain({ value }: KeyNode, { store }: Knowledge): Promise<Told> {
  if (!store) return null;
  const hosts = (await feedNames(store)).flatMap(({ url }) =>
    URL.canParse(url) ? [new URL(url).hostname] : [],
  );
  const asked = keyValue('domain', value);
  if (hosts.some((host) => broaderValues('domain', host).includes(asked))) return null;
  if (await held('domain', asked, store)) return null;
  return {
    code: 'W_DOMAIN',
    message: `no feed of ours is at ${value}, and no article came from there`,
    hint: meant('domain', nearest(value, hosts)) ?? '"presswatch feeds list" shows the addresses',
  };
}

/** Whether an article that we have read has the value. */
async function held(field: KeyField, value: string, store: Store | undefined): Promise<boolean> {
  const kept = keptKey(field, value);
  return store !== undefined && kept !== null && (await isHeld(store, kept));
}

const meant = (field: KeyField, names: readonly string[]): string | null =>
  names.length === 0
    ? null
    : `did you mean ${names.map((name) => `${field}:${/^[\w.:-]+$/.test(name) ? name : `"${name}"`}`).join(' or ')}?`;
