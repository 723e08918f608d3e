// Words that tell what kind of name they stand in or beside. Part of the features: a change needs a new model.

const list = (words: string): string[] => words.trim().split(/\s+/);

const KINDS: readonly (readonly string[])[] = [
  // 1: an organisation's last word
  list(`
    inc corp corporation company co ltd llc plc gmbh ag holdings group bank university college school institute academy
    ministry department agency authority bureau commission committee council court parliament congress senate assembly
    party union association federation confederation league organization organisation foundation society club fund trust
    center centre forum network front movement army forces police brigade battalion command guard guards service services
    office embassy consulate hospital airlines airways motors industries technologies systems software pharmaceuticals
    studios pictures records entertainment media news press times post journal tribune herald gazette magazine television
    tv radio team united fc laboratory initiative coalition alliance campaign board panel secretariat tribunal militia
    regiment squadron diocese orchestra films productions capital ventures securities insurance energy petroleum oil
    telecom railways brigades rebels cabinet
  `),
  // 2: a place's last word
  list(`
    river lake mountain mountains island islands street avenue road boulevard square county province district state city
    town village valley desert sea ocean bay gulf strait peninsula coast beach park forest hills canyon creek airport
    bridge station canal harbor harbour port region territory prefecture governorate oblast highway stadium plaza castle
    palace tower border crossing camp base
  `),
  // 3: the last word of a law, an event, a work
  list(`
    act treaty war wars agreement accord accords prize award awards cup olympics championship championships festival
    revolution constitution convention protocol declaration amendment games tournament plan deal bible koran open
    conference summit uprising intifada holocaust crisis operation hurricane typhoon report league
  `),
  // 4: what people are called
  list(`
    mr mrs ms dr prof professor sir gen general lt col colonel capt captain sen senator rep gov governor mayor president
    chancellor premier minister secretary chairman judge king queen prince pope cardinal bishop sheikh ayatollah
    spokesman spokeswoman analyst lawyer leader director chief coach adviser cleric
  `),
  // 5: what people and organisations do
  list(`
    said says told added wrote announced published sued acquired denied warned accused argued reported
  `),
  // 6: places follow
  list('in near at from outside across throughout inside into'),
];

const KIND = new Map(KINDS.flatMap((words, number) => words.map((word) => [word, number + 1] as const)));

/** 0 for all other words. */
export const kindOf = (folded: string): number => KIND.get(folded) ?? 0;
