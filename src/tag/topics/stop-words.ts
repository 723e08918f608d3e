// English words that say nothing of a subject. Pieces of contractions are here too: don't is read as don, t.

export const STOP_WORDS = `
a about above after again against all also although am among an and any are as at be became because become been before
being below between both but by can could did do does doing don down during each either else ever every few for from
further get gets got had has have having he her here hers herself him himself his how however i if in into is it its
itself just ll made make makes many may me might more most much must my myself no nor not now of off on once one only
or other our ours out over own per re said same say says she should since so some such than that the their theirs them
themselves then there these they this those though through thus to too two under until up upon us ve very was we were
what when where whether which while who whom whose why will with within without would yet you your yours yourself
didn doesn isn wasn weren won hasn haven couldn shouldn wouldn mr mrs ms told according like
`
  .trim()
  .split(/\s+/);
