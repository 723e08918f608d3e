// The shape of entity packs and topic rules, as an operator writes them. Says what is wrong in words that help.
import { z } from 'zod';
import type { EntityData, GuardData, PackData, TopicData, TopicRuleData } from '../model/vocabulary.ts';

const text = z.string().trim().min(1, 'must not be empty');
const day = z.iso.date('must be a day such as "2026-01-31", in quotes');

const guard: z.ZodType<GuardData> = z.strictObject({
  need: text.optional(),
  ban: text.optional(),
  within: z.int().min(1).max(1000).optional(),
  alone: z.boolean().optional(),
  must: text.optional(),
  mustNot: text.optional(),
});

const alias = z.union(
  [
    text,
    z.strictObject({
      text,
      guard: z
        .union(
          [text, guard],
          'must be the name of a guard of this pack, or need, ban, within, alone, must, mustNot',
        )
        .optional(),
      anyCase: z.boolean().optional(),
    }),
  ],
  'must be a text (put it in quotes if it looks like a number), or { text, guard, anyCase }',
);

const entity: z.ZodType<EntityData> = z.strictObject({
  id: z
    .string('must be a text such as Q43')
    .regex(/^(Q\d+|[a-z]+:[\w:.-]+)$/, 'must be a Wikidata id such as Q43, or one like pw:org:some-name'),
  type: z.enum(['PER', 'ORG', 'LOC', 'MISC'], 'must be PER, ORG, LOC or MISC'),
  name: text,
  aliases: z.array(alias).optional(),
  names: z.record(z.string().regex(/^[a-z]{2,3}$/, 'must be a language code such as de'), text).optional(),
  demonyms: z.array(alias).optional(),
  about: z.array(text).optional(),
  office: text.optional(),
  from: day.optional(),
  to: day.optional(),
  removed: z.literal(true, 'is true or left out').optional(),
});

export const packSchema: z.ZodType<PackData> = z.strictObject({
  pack: text,
  version: day,
  licence: text,
  source: text,
  guards: z.record(z.string(), guard).optional(),
  entities: z.array(entity),
  words: z.array(text).optional(),
  tests: z
    .array(z.strictObject({ text, title: text.optional(), expect: z.array(z.tuple([text, text])) }))
    .optional(),
});

const LANG = 'must be a language code of two or three letters, such as de, or any';
const MUST = 'give a list with at least one text on which the rule must fire, such as ["A sentence."]';
const MUST_NOT =
  'give a list with at least one text on which the rule must not fire, such as ["A sentence."]';

/** a code of the taxonomy, or of a topic of one's own; those are asked for and found in lower case, so they are written so */
const CODE = /^(\d{8}|user:[a-z\d_.-]+)$/;

const rule: z.ZodType<TopicRuleData> = z
  .strictObject({
    code: z
      .string('must be a text: put the code in quotes, as in "20000103"')
      .regex(
        CODE,
        'must be a Media Topics code in quotes, or user:some-name, in lower case (a-z, digits, - . _) and without spaces',
      ),
    label: text.optional(),
    parent: z
      .string('must be a text: put the code in quotes, as in "11000000"')
      .regex(CODE, 'must be a code, such as "11000000" for politics, or user:some-name in lower case')
      .optional(),
    terms: z.record(text, z.number().positive().max(100)).optional(),
    query: text.optional(),
    all: z.array(text).optional(),
    not: z.array(text).optional(),
    lang: z
      .string(LANG)
      .regex(/^([a-z]{2,3}|any)$/, LANG)
      .optional(),
    threshold: z.number().positive().optional(),
    must: z.array(text, MUST).min(1, MUST),
    mustNot: z.array(text, MUST_NOT).min(1, MUST_NOT),
  })
  .refine(
    (rule) => Object.keys(rule.terms ?? {}).length > 0 || rule.query !== undefined,
    'needs terms or a query, else it never fires',
  )
  .refine(
    (rule) => !rule.code.startsWith('user:') || rule.label !== undefined,
    'a topic of your own needs a label',
  )
  .refine(
    (rule) => rule.code.startsWith('user:') || (rule.label === undefined && rule.parent === undefined),
    'label and parent are for topics of your own; Media Topics have theirs: remove them here',
  );

export const topicsSchema: z.ZodType<TopicData> = z.strictObject({
  threshold: z.number().positive().default(6),
  max: z.int().min(1).max(50).default(6),
  topics: z
    .array(rule, 'must be a list: each topic begins with - code:')
    .nullable()
    .transform((list) => list ?? []),
});

export const taxonomySchema = z.object({
  version: text,
  attribution: text,
  concepts: z.array(
    z.tuple([
      z.string().regex(/^\d{8}$/),
      z
        .string()
        .regex(/^\d{8}$/)
        .nullable(),
      text,
    ]),
  ),
});
