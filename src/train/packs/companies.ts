// Companies and news outlets. A name that is also a word, a person or a place counts only beside words of that trade.
import { type Draft, type DraftAlias, type DraftEntity, plain, slugId } from './draft.ts';
import type { Lexicon } from './lexicon.ts';
import type { Sources } from './tsv.ts';

const LEGAL =
  /,? (Inc\.?|Corp\.?|Corporation|(& )?Company|(& )?Co\.?|Ltd\.?|Limited|plc|Group|Holdings|Companies|Incorporated|Technologies)$/i;

type IdOf = (name: string) => string | null;

export function draftCompanies(sources: Sources, lexicon: Lexicon, idOf: IdOf): Draft {
  const seen = new Set<string>();
  const entities = sources.rows('companies-sp500.tsv').flatMap((row): DraftEntity[] => {
    const listed = row
      .get('name')
      .replace(/ \(.*\)/g, '')
      .replace(/’/g, "'");
    const bare = listed.replace(LEGAL, '');
    // Southern Company, Ball Corporation: without the last word nobody would know whom it means
    const name = lexicon.isCommon(bare) ? listed.replace(/,? Inc\.?$/, '') : bare;
    if (seen.has(name)) return [];
    seen.add(name);
    const texts = [
      ...new Set([name, listed, ...(name === bare ? [`${name} Inc`, `${name} Corp`] : [])]),
    ].filter((text) => text.length > 1);
    return [
      {
        id: idOf(name) ?? idOf(listed) ?? slugId('ORG', name),
        type: 'ORG',
        name,
        aliases: texts.map((text) => spelled(text, lexicon)),
        doubt: 'business',
      },
    ];
  });
  return {
    pack: 'companies',
    licence: 'CC0-1.0',
    source: 'datasets/s-and-p-500-companies',
    about: [
      'Companies of the S&P 500. A name that is also a word or a surname counts only beside words of business.',
      'Facts from datasets/s-and-p-500-companies (PDDL 1.0); Wikidata ids where GUM (CC BY 4.0) has the company.',
    ],
    guards: {
      business: {
        need: 'shares OR stock OR stocks OR investor* OR earnings OR revenue OR profit* OR CEO OR "chief executive" OR quarterly OR merger OR nasdaq OR retailer* OR automaker* OR "the company" OR customers OR antitrust OR shareholders OR subsidiary OR acquisition OR takeover',
        within: 40,
        alone: true,
        must: 'Shares of {} rose after the company raised its forecast.',
        mustNot: 'The children spoke of {} all day.',
      },
    },
    entities,
  };
}

/** One doubtful word, or a short run of capitals, is not enough by itself. */
function spelled(text: string, { isWord, isSurname }: Lexicon): DraftAlias {
  const words = text.split(/[ -]/);
  const weak = words.length === 1 && (isWord(text) || isSurname(text) || /^[A-Z&]{1,4}$/.test(text));
  return weak || (words.length === 2 && words.every(isWord)) ? { text, guard: 'business' } : plain(text);
}

export function draftMedia(sources: Sources, lexicon: Lexicon, idOf: IdOf): Draft {
  const seen = new Set<string>();
  const entities = sources.rows('news-media.tsv').flatMap((row): DraftEntity[] => {
    const listed = row.get('name').replace(/’/g, "'");
    const name = listed.replace(/ ?\([^)]*\)/g, '').trim();
    const id = slugId('ORG', listed);
    if (seen.has(name) || name.length < 3) return [];
    seen.add(name);
    const letters = /\(([A-ZÄÖÜ]{3,5})\)/.exec(listed)?.[1];
    const article = /^(The|Der|Die|Das|El|La|Le|Il) /.test(name);
    const bare = name.replace(/^The /, '');
    const texts = [name, ...(bare.includes(' ') ? [bare] : []), ...(letters === undefined ? [] : [letters])];
    const weak = (text: string) => {
      const words = text.split(' ');
      return (
        (words.length === 1 && (lexicon.isWord(text) || text.length < 4)) ||
        (article && words.length === 2 && lexicon.isWord(words[1] ?? '')) ||
        words.every(lexicon.isWord)
      );
    };
    return [
      {
        id: idOf(name) ?? id,
        type: 'ORG',
        name,
        aliases: [...new Set(texts)].map((text) =>
          weak(text) || text === letters ? { text, guard: 'press' } : plain(text),
        ),
        doubt: 'press',
      },
    ];
  });
  return {
    pack: 'media',
    licence: 'MIT',
    source: 'flairNLP/fundus publisher list',
    about: [
      'News outlets by name. One that is also a word counts only beside words of the trade.',
      'Facts from the publisher list of fundus (MIT, © 2023 Max Dallabetta, Conrad Dobberstein, Aaron Wey).',
    ],
    guards: {
      press: {
        need: 'newspaper* OR reported OR reports OR told OR journalist* OR reporter* OR editor* OR broadcaster OR website OR interview OR published OR magazine',
        within: 8,
        alone: true,
        must: 'A reporter told {} so yesterday.',
        mustNot: 'They walked slowly to {} in the evening.',
      },
    },
    entities,
  };
}
