// English words that tell what kind of name stands beside them. Folded forms; never names themselves.
const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));

/** A dot after these ends no sentence. */
export const ABBREVIATIONS = set(
  'mr mrs ms dr gen sen rep gov lt col sgt capt prof st messrs rev hon maj cmdr adm',
);

/** Stand before a person's name, outside of it. */
export const TITLES = set(`
  mr mrs ms miss dr prof professor sir dame lord lady gen general lt lieutenant col colonel maj major capt captain sgt
  sergeant cmdr commander adm admiral brig brigadier sen senator rep representative gov governor mayor president
  vice premier chancellor minister prime foreign defense defence interior finance secretary ambassador chairman
  chairwoman chief justice judge king queen prince princess emperor empress sultan emir sheikh sheik shah imam ayatollah
  grand pope cardinal archbishop bishop rev reverend father pastor rabbi saint st congressman congresswoman speaker
  attorney deputy acting former director commissioner inspector detective officer constable pm cleric mullah maulana
  leader coach manager ceo executive assistant financial operating spokesman spokeswoman spokesperson undersecretary envoy lawmaker councillor councilman
`);

/** Lower-case words for what a person does; a name follows or stands before in apposition. */
export const ROLES = set(`
  spokesman spokeswoman spokesperson analyst lawyer attorney journalist reporter editor author writer actor actress
  singer director professor researcher scientist economist doctor activist candidate lawmaker politician minister
  president chairman chairwoman leader officer commander general colonel captain coach player striker goalkeeper
  midfielder founder owner executive chief manager adviser advisor ambassador diplomat secretary prosecutor judge
  cleric businessman billionaire filmmaker photographer musician historian expert scholar senator governor mayor
  husband wife son daughter brother sister father mother widow named
`);

/** Their last word makes a run of capitals an organisation. */
export const ORG_LAST = set(`
  inc corp corporation company co ltd llc plc gmbh ag holdings group bank university college school institute institution
  academy ministry department agency authority bureau commission committee council court parliament
  congress senate assembly party union association federation confederation league organization organisation foundation
  society club fund trust center centre forum network front movement army force forces police brigade battalion command
  guard guards service services office embassy consulate hospital church airlines airways motors industries
  technologies technology systems software pharmaceuticals studios pictures records entertainment media news press times
  post journal tribune herald gazette magazine television tv radio team united fc laboratory laboratories observatory
  initiative coalition alliance campaign corps exchange board panel secretariat tribunal directorate cartel militia
  regiment legion squadron diocese archdiocese orchestra films productions partners capital ventures securities insurance energy petroleum oil gas telecom airline railways railway museum
`);

/** These begin an organisation when "of", "for" or "on" follows. */
export const ORG_FIRST = set(`
  ministry department university bank institute council court office bureau federation association house committee
  commission society center centre college academy church agency board chamber army front party union league organization
  organisation union alliance movement community school faculty museum confederation embassy foundation
`);

/** Organisations go on after these words: Center for Freedom, Council on Foreign Relations. */
export const ORG_LINKS = set('of for on');

export const LOC_LAST = set(`
  river lake mountain mountains mount island islands street avenue road boulevard square county province district state
  city town village valley desert sea ocean bay gulf strait peninsula coast beach park forest hills canyon falls creek
  airport bridge station canal harbor harbour port cape region territory prefecture governorate oblast highway stadium
  plaza basin glacier volcano reef cathedral palace castle tower
`);

export const LOC_FIRST = set(
  'lake mount mt cape fort port san santa los las el new north south east west upper lower saint',
);

/** Lower-case words that a place follows after "of": the town of X. */
export const PLACE_KINDS = set(`
  town city village district province region state island county suburb port neighborhood neighbourhood capital outskirts
  municipality governorate borough coast area
`);

export const PLACE_PREPOSITIONS = set('in near');

export const MISC_LAST = set(`
  act treaty war wars agreement accord accords prize award awards cup olympics championship championships festival
  revolution constitution convention protocol declaration amendment games tournament marathon crusade plan pact deal
  bible koran quran oscars grammys emmys bowl trophy open prix conference summit uprising intifada holocaust
`);

/** Capitals that name no one. */
export const CALENDAR = set(`
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec am pm
  gmt est edt bst cet utc ad bc i ii iii iv christmas easter internet
`);

/** Behind a place's name, still that place: Davao City is Davao, but Herat province is not Herat. */
export const LOC_SELVES = set('city state');

/** A group by its own name: Islamic State group stays Islamic State. */
export const ORG_TAILS = set(
  'group movement militia party network forces force organization organisation army',
);

/** Speech: a person, or an organisation, did it. */
export const SAYS = set(`
  said says told added wrote tweeted argued explained testified insisted recalled replied warned
`);

/** Inside a name, in lower case. */
export const PARTICLES = set(
  'al el bin ibn ben de del della di da do dos du van von der den la le ter bint abu ul ur',
);

/** The same, where they speak of a person: "de" and "la" also stand in names of places and schools. */
export const PERSONAL_PARTICLES = set('al el bin ibn ben van von der ter bint abu ul');

/** Words in capitals that are no organisations. */
export const PLAIN_ACRONYMS = set(`
  tv dna rna hiv aids ceo cfo coo cto phd mba bbc usb pdf gps atm vip diy faq ok gdp ipo ngo ngos ied rpg suv dvd cd pc
  ai it hr pr id uk us eu un usa uae am pm est gmt utc nsfw lol covid sars http html url asap mp mps mep pm pms vat
  nz nsw nyc dc ny ca tx fl pa il oh ga nc mi nj va wa az ma tn in mo md wi mn co sc al la ky or ok ct ut ia nv ar ms ks
  nm ne id wv hi nh me mt ri de sd nd ak vt wy ne nw se sw ene ba bs md cdp ii iii usd
`);
