// A newer version of the taxonomy beside the one in force: what is new, moved, retired, called otherwise. What was known once
// stays known: codes that the newer file leaves out stay as retired ones, labels in locales that it lacks stay.
import type { Subject, Taxonomy } from '../../model/model.ts';
import { englishOf } from './read.ts';

export type Change = { code: string; label: string };
export type Renewal = {
  taxonomy: Taxonomy;
  added: Change[];
  moved: (Change & { from: string | null; to: string | null })[];
  retired: Change[];
  relabelled: (Change & { before: string })[];
};

export function renewTaxonomy(before: Taxonomy, fresh: Taxonomy): Renewal {
  const known = new Map(before.subjects.map((subject) => [subject.code, subject]));
  const codes = new Set(fresh.subjects.map(({ code }) => code));
  const gone = before.subjects
    .filter(({ code }) => !codes.has(code))
    .map((subject) => ({ ...subject, retired: subject.retired ?? fresh.version }));
  const subjects = [...fresh.subjects.map((subject) => joined(subject, known.get(subject.code))), ...gone];
  const renewal: Renewal = {
    taxonomy: { version: fresh.version, subjects },
    added: [],
    moved: [],
    retired: [],
    relabelled: [],
  };
  for (const subject of subjects) note(renewal, subject, known.get(subject.code));
  return renewal;
}

/** Where a code lay stays known when it is retired, as do labels that are not given any more. */
const joined = (subject: Subject, was: Subject | undefined): Subject => ({
  ...subject,
  parent: subject.parent ?? (subject.retired === null ? null : (was?.parent ?? null)),
  wikidata: subject.wikidata ?? was?.wikidata ?? null,
  names: { ...was?.names, ...subject.names },
});

function note(
  { added, moved, retired, relabelled }: Renewal,
  { code, parent, retired: day, names }: Subject,
  was?: Subject,
): void {
  const label = englishOf(names);
  if (was === undefined) {
    if (day === null) added.push({ code, label });
    return;
  }
  if (day !== null) {
    if (was.retired === null) retired.push({ code, label });
    return;
  }
  if (was.retired !== null) added.push({ code, label });
  else if (was.parent !== parent) moved.push({ code, label, from: was.parent, to: parent });
  const before = englishOf(was.names);
  if (before !== label) relabelled.push({ code, label, before });
}
