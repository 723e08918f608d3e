// Eight standing queries that show the language at work on the newsroom's articles, each with the truth: which
// stories must alert. A tour for people, a yardstick for tests; nothing here decides anything.

export type DemoSubscription = {
  name: string;
  query: string;
  channel: 'webhook' | 'file';
  /** ids of the articles that must alert; of a wire story only the first publisher, since copies share one alert */
  expected: readonly string[];
};

export const SUBSCRIPTIONS: readonly DemoSubscription[] = [
  {
    // Two spellings of the name, four of the group: entities see through both.
    name: 'Erdoğan and the Islamic State',
    query: 'entity:"Recep Tayyip Erdogan" AND entity:ISIS',
    channel: 'webhook',
    expected: ['wiretaps-northmere', 'wiretaps-palisade'],
  },
  {
    name: 'Terrorism before the courts',
    query: 'topic:20000103 AND (court* OR judge* OR prosecutor*)',
    channel: 'webhook',
    expected: ['wiretaps-northmere', 'wiretaps-palisade', 'terror-trial'],
  },
  {
    // Not the surveillance bill, which speaks of wiretaps but not of Turkey; not the birds.
    name: 'Wiretaps and Ankara',
    query: 'wiretap* NEAR/15 (Ankara OR Turkey)',
    channel: 'webhook',
    expected: ['wiretaps-northmere', 'wiretaps-palisade'],
  },
  {
    // The word alone: neither the housing crisis, nor the goddess, nor the river at Oxford.
    name: 'ISIS, but not Isis',
    query: 'ISIS NOT (goddess OR Thames)',
    channel: 'webhook',
    expected: ['wiretaps-northmere', 'terror-trial'],
  },
  {
    // Suffixes after the apostrophe and the dotted İ are no obstacle: Beyoğlu'nda, İstanbul'un.
    name: 'İstanbul, Türkçe',
    query: 'lang:tr AND (istanbul OR Beyoğlu)',
    channel: 'file',
    expected: ['isik-festivali', 'vapur-hatti'],
  },
  {
    // Freight rates stay out. One of the two is corrected later, and alerts again with its correction.
    name: 'Central banks',
    query: 'title:(rate OR rates) AND "central bank"',
    channel: 'file',
    expected: ['rate-decision', 'ruvania-rates'],
  },
  {
    // The agency and one of its customers print the same text: one story, one alert.
    name: 'Tankers, from the trade',
    query: 'source:("Tern Wire" OR "Quay & Anchor") AND tanker*',
    channel: 'webhook',
    expected: ['strait-collision'],
  },
  {
    name: 'Watching and being watched',
    query: 'entity:"Stockholm Center for Freedom" OR (topic:20001299 AND camera*)',
    channel: 'webhook',
    expected: ['wiretaps-northmere', 'wiretaps-palisade', 'camera-law'],
  },
];
