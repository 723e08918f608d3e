// How common a word is: the share of news articles that hold it at least once. Only orders of magnitude matter:
// it chooses which word of a query is looked up first, and warns about words that say nothing.

/** share of English news articles, by band; counted over open news text, rounded */
const ENGLISH: [number, string][] = [
  [0.95, 'the to in of a and on'],
  [0.75, 's was for at with by as that is from it'],
  [0.55, 'this an said not be were which have he had has are been but'],
  [0.44, 'also about two his one other after or their who they more would its will'],
  [0.34, 'people time all no over we there years some when out up may into first i new last year'],
  [
    0.25,
    'us our president state told government three before only so if than then like them since can most what him while where during did her being these against many she could do you t any between how',
  ],
  [
    0.17,
    'such back through until very members support number now just old country days same week world make because still use end your next million down even way work day part national group 2 1',
  ],
  [
    0.12,
    'monday police law team tuesday thursday friday wednesday saturday sunday family officials media home report health south head long off security international every help market company war city house minister party public today american business news u re m 000 3 5 10',
  ],
  [0.06, 'election companies percent court money china russia america bank climate trade prime press d'],
];

/** function words of other large languages; in a mixed stream their share is small, in their own language large */
const ELSEWHERE =
  'der die das und ist von den des dem ein eine zu mit auf nicht sich im le la les des et est un une dans pour que ' +
  'qui sur pas du au il el los las y del en por con una no se lo su es al il di che e per non una sono da della dei ' +
  'o os as do da em um uma para com nao na no mais het een van en dat op te zijn och att det som en pa ar av med i v ' +
  'na ne s to je w z nie do и в не на что с по как это для من في على ان الى مع 的 一 是 了 在 不 人 有 年 中 国 大 の に は を た が で と し';

/** share assumed for a word nobody counted */
const UNKNOWN = 0.0005;
const ELSEWHERE_SHARE = 0.1;

const shares = new Map<string, number>();
for (const word of ELSEWHERE.split(' ')) shares.set(word, ELSEWHERE_SHARE);
for (const [share, words] of ENGLISH) for (const word of words.split(' ')) shares.set(word, share);

/** Share of articles (0..1) that hold the folded word. */
export function frequency(folded: string): number {
  return shares.get(folded) ?? UNKNOWN;
}
