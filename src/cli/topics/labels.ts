// Labels of topics in the locale that a person reads. The taxonomy has thirteen; topics of one's own have the label they were given.
import { namedTopic, topicNames } from '../../match/topic-names.ts';
import { CommandFailed, EXIT } from '../output.ts';

/** The label in the locale asked for; `usual` where there is none. */
export type Labels = (code: string, usual: string) => string;

/** `zh` and `no` are what people write; the taxonomy has `zh-Hans` and `nb` */
const SAME: Record<string, string> = { no: 'nb' };

/**
 * The taxonomy's locales that a text means, the closest first: `pt_br`, `de-AT` and `pt` are understood.
 * @throws CommandFailed (usage) when there is none, with all there are
 */
export function localesOf(text: string): string[] {
  const { locales } = topicNames();
  const wanted = text.trim().toLowerCase().replaceAll('_', '-');
  const base = wanted.split('-')[0] ?? '';
  const language = SAME[base] ?? base;
  const exact = locales.filter((one) => one.toLowerCase() === wanted);
  const akin = locales.filter((one) => one.toLowerCase().split('-')[0] === language);
  if (exact.length > 0) return exact;
  if (akin.length > 0) return akin;
  throw new CommandFailed(`No labels in "${text}". Locales are: ${locales.join(', ')}.`, EXIT.usage);
}

/** @param text what `--labels` says; without it labels stay as they are. @throws CommandFailed for an unknown locale */
export function labelsIn(text: string | undefined): Labels {
  if (text === undefined) return (_, usual) => usual;
  const locales = localesOf(text);
  return (code, usual) => {
    const names = namedTopic(code)?.names;
    return locales.map((locale) => names?.[locale]).find((name) => name !== undefined) ?? usual;
  };
}
