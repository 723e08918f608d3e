// Words before a person's name that are no part of it. Only those that are hardly ever given names or stage names:
// Duke Ellington, Count Basie and Shah Rukh Khan keep theirs.

export const PERSON_TITLES: ReadonlySet<string> = new Set(
  `mr mrs ms miss dr prof professor sir dame lord lady gen general lt lieutenant col colonel maj major capt captain sgt
  sergeant cmdr commander adm admiral sen senator rep representative gov governor mayor president chancellor premier
  minister secretary chairman chairwoman judge justice king queen prince princess emperor empress tsar czar tsarina kaiser
  sultan emir sheikh ayatollah imam mullah maulana pope cardinal archbishop bishop reverend rev rabbi archduke viscount
  baroness marquess ambassador congressman congresswoman speaker`
    .trim()
    .split(/\s+/),
);
