// The little words by which a headline tells its language though all its other words are names. Languages in Latin letters
// need it, and two in Devanagari; other scripts say enough by themselves. A language that shares words with one of these
// stands here too: else its headlines would be counted for the other.

/** Words in lower case, as written; a word of several languages stands in each. */
const WORDS: Record<string, string> = {
  en: 'the a an of in on at to for from by with and or but is are was were be has have had will would could says said after over as its his her their new not no up out who what how why falls wins beat beats joins names hits cuts opens',
  de: 'der die das den dem des ein eine einen einem einer und oder aber ist sind war wird werden hat haben von vom zu zum zur im in am an auf aus bei mit nach für gegen über unter nicht sich auch neue neuer neues stellt vor',
  fr: 'le la les un une des du de et ou mais est sont a ont va au aux en dans sur sous par pour avec sans contre après que qui se sa son ses leur pas plus nouvel nouveau nouvelle bat',
  es: 'el la los las un una unos unas del de y o pero es son ha han va al en con sin por para contra sobre tras que se su sus no más nuevo nueva gana',
  it: 'il lo la i gli le un uno una di del della dei delle dello e o ma è sono ha hanno a al alla ai in nel nella con senza per contro su sul dopo che si suo sua non più nuovo nuova incontra batte da dal dalla tra',
  pt: 'o a os as um uma de do da dos das e ou mas é são foi tem vai ao à aos em no na nos nas com sem por para contra sobre após que se seu sua não mais novo nova',
  ca: 'el la els les un una de del dels i o però és són ha han va al als en amb sense per contra sobre després que es seu seva no més nou nova',
  nl: 'de het een van in op aan te tot voor met en of maar is zijn was wordt worden heeft hebben bij uit door over tegen na niet zich ook nieuwe wint',
  sv: 'och att det en ett den är var har som på av för med till från om inte efter mot vid ska kan nya i över under',
  da: 'og at det en et den er var har som på af for med til fra om ikke efter mod ved skal kan nye i over under',
  no: 'og at det en et den er var har som på av for med til fra om ikke etter mot ved skal kan nye i over under',
  fi: 'ja on ei oli se että tai kun ovat mutta myös joka jälkeen uusi kanssa',
  pl: 'i w z na do się nie jest to że po od za o przez dla jak są był ale oraz przed',
  cs: 'a v z na do se je to že po od za o pro jak jsou byl ale nebo před s ve k při pod má není který které jako aby i až',
  sk: 'a v z na do sa je to že po od za o pre ako sú bol ale alebo pred s vo k pri pod má nie ktorý ktoré aj aby i až',
  sl: 'in v z na je se da za od s so ne o po iz do kot kaj ali pri pod pred ni ima ki pa brez proti ter več bi',
  et: 'ja on ei oli et kui ka oma see või ning pärast uus aga kes mis',
  lt: 'ir į iš su yra kad bet po už apie dėl nuo buvo prie tik ne kaip arba',
  lv: 'un ir no ar uz par pēc kas bet kā līdz ne tika arī vai',
  sq: 'dhe të në e i për me nga një se është u më që do si ka',
  ro: 'și şi de la în din cu pe un o al ai ale este sunt a au va pentru după că nu mai s-a lui',
  hu: 'a az és egy hogy nem is van volt meg el ki be de vagy után új miatt',
  tr: 've bir bu da de ile için çok en yeni olarak daha sonra gibi ne mi değil',
  az: 'və bir bu da də ilə üçün çox ən yeni olaraq daha sonra kimi nə hər isə olan',
  is: 'og að er í á um til við með fyrir sem af en ekki var frá eftir hefur það eru',
  id: 'yang dan di ke dari untuk dengan pada ini itu tidak akan telah dalam oleh karena juga bertemu',
  hr: 'i u na je se da za od s su ne o po iz do kao što ili nakon pri pod pred ni ima koji koja ali bez protiv te više bi',
  hi: 'का के की में है और को से पर ने हैं यह एक भी नहीं लिए कि या था थे इस उस',
  mr: 'आणि आहे व ला या की हे तो ती मध्ये नाही आहेत साठी एक चा ची चे होता यांनी असे',
};

/** Is the language one of these that are written in Latin letters, and in no others? */
export const isLatinOnly = (lang: string): boolean => /^\p{Script=Latin}/u.test(WORDS[lang] ?? '');

const LANGUAGES = new Map<string, string[]>();
for (const [lang, words] of Object.entries(WORDS)) {
  for (const word of words.split(' ')) LANGUAGES.set(word, [...(LANGUAGES.get(word) ?? []), lang]);
}

/** How far the little words of a text speak for each language: a word of one language is 1, one of three a third. */
export function functionWordVotes(text: string): ReadonlyMap<string, number> {
  const votes = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []) {
    const languages = LANGUAGES.get(word) ?? [];
    for (const lang of languages) votes.set(lang, (votes.get(lang) ?? 0) + 1 / languages.length);
  }
  return votes;
}
