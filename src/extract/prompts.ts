// Whole short blocks that are furniture: prompts, labels, credits, dates. Data only; `filter.ts` applies it.
// Each pattern carries one example that must go and one that must stay, and a test reads both.

export type Prompt = { pattern: RegExp; goes: string; stays: string };

export const PROMPTS: Prompt[] = [
  {
    pattern: /^(?:read|see|watch|view|show|load) (?:more|also|next|full (?:story|article|bio))\b.{0,100}$/iu,
    goes: 'Read more: Floods close the northern line',
    stays: 'Readers see more of the coast than locals do.',
  },
  {
    pattern: /^(?:continue|keep) reading\b.{0,60}$/iu,
    goes: 'Continue reading below',
    stays: 'Continue until the dough is smooth.',
  },
  {
    pattern:
      /^(?:related|recommended)(?: (?:stories|story|articles?|posts?|news|content|coverage|topics?|links?|reading|videos?))?\s*(?::.{0,160})?$/iu,
    goes: 'Related: Ten bridges that need repair',
    stays: 'Related claims were dismissed by the court.',
  },
  {
    pattern:
      /^(?:most (?:read|popular|viewed|shared)|trending(?: now)?|popular (?:now|posts|stories)|up next|editor['’]?s['’]? picks?|more (?:from|on|in|stories)\b.{0,60}|top stories)$/iu,
    goes: 'Most read',
    stays: 'Most readers never finish the book.',
  },
  {
    pattern:
      /^(?:do(?:n['’]t| not) miss|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|people also read|also read|see also|what to read next)\b.{0,120}$/iu,
    goes: "Don't miss: the best walks of the year",
    stays: 'Visitors do not miss the old ferry.',
  },
  {
    pattern:
      /^\(?(?:photo(?:graph)?(?:y|s)?|pictures?|images?|video|illustration|graphic|source|credit|courtesy|foto|bild|crédit|fuente)(?: (?:credit|courtesy|source|by|via|of))*\s*(?:[:|©]|by |via |courtesy ).{0,120}$/iu,
    goes: 'Photo by Ada Lindqvist / Northern Press',
    stays: 'Video games sold better than films last year.',
  },
  {
    pattern: /^(?:image|photo|slide|picture)?\s*\d{1,3} (?:of|\/) \d{1,3}$/iu,
    goes: 'Image 3 of 9',
    stays: '3 of 9 ships were lost',
  },
  {
    pattern:
      /^(?:advert(?:isement|ising)?|ad|sponsored(?: content)?|promoted(?: content)?|anzeige|werbung|publicité|publicidad|share|share this(?: \w+)?|share on.{0,40}|tweet|e-?mail|print|save|saved|comments?|\d+ comments?|leave a (?:comment|reply)|post a comment|reply|log ?in|sign ?in|register|home|menu|search|close|open|next|previous|back(?: to top)?|copy link|link copied!?|skip to (?:main )?content|skip advertisement|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|flipboard|telegram|instagram|tumblr|youtube|like|follow|listen|play|pause|mute|loading(?:\.{3}|…)?|view comments|show comments|hide caption|toggle caption|enlarge this image|table of contents|contents)$/iu,
    goes: 'Share this article',
    stays: 'Share prices fell.',
  },
  {
    pattern: /^(?:(?:copyright|\(c\)) ?(?:©|\d{4})|©).{0,160}$|^.{0,100}\ball rights reserved\b.{0,60}$/iu,
    goes: '© 2031 Harbour Media. All rights reserved.',
    stays: 'The copyright case returns to court in May.',
  },
  {
    pattern:
      /^(?:please )?(?:sign up|subscribe|get (?:the|our) (?:latest|best|free|daily|weekly)|join (?:our|the) (?:newsletter|community|conversation|mailing|discussion)|follow us|like us|have a (?:news )?tip|got a tip|download (?:the|our) (?:free )?\S*\s?app|support independent|become a (?:member|subscriber))\b.{0,180}$/iu,
    goes: 'Subscribe to our weekly letter and never miss a story.',
    stays: 'The volunteers sign up in spring.',
  },
  {
    pattern: /\bsign(?:ing)? up (?:for|to) (?:our|the) [^.]{0,60}newsletter/iu,
    goes: 'Stay informed: sign up for our free morning newsletter.',
    stays: 'They had to sign up for our trip by letter.',
  },
  {
    pattern:
      /^(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|(?:[Ww]ords|[Ww]ritten|[Ss]tory|[Rr]eported) by) (?:\p{Lu}[\p{L}.'’-]+\s?){2,5}(?:(?:,|and|&|\||und|et|y|e) ?(?:\p{L}[\p{L}.'’-]+\s?){1,5}){0,3}$/u,
    goes: 'By Ada Lindqvist and Tom Okoro',
    stays: 'By then the river had risen.',
  },
  {
    pattern:
      /^(?:(?:first |last |originally )?(?:published|updated|posted|modified|last updated)|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato)\b(?:.{0,60}\d.{0,30}|\s*:?)$/iu,
    goes: 'Updated 14 March 2031, 09:20',
    stays: 'Published poets rarely live from it.',
  },
  {
    pattern: /^(?:https?:\/\/|www\.)\S+$/iu,
    goes: 'https://harbour.example/story',
    stays: 'See www.harbour.example for the tables.',
  },
  {
    pattern: /^[\w.+-]+@[\w-]+\.[\w.-]+$/u,
    goes: 'desk@harbour.example',
    stays: 'Write to desk@harbour.example',
  },
  { pattern: /^@\w{2,30}$/u, goes: '@harbourdesk', stays: '@harbourdesk replied within the hour.' },
  {
    pattern:
      /^(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|posted in|explore more|more about)\s*:.{0,200}$|^(?:tags?|topics|filed under|categories)$/iu,
    goes: 'Filed under: harbours, weather',
    stays: 'Topics ranged from weather to wages.',
  },
  { pattern: /^[\d.,]{1,12}$/u, goes: '1,204', stays: '1,204 ships' },
  { pattern: /^[^\p{L}\p{N}]{1,12}$/u, goes: '* * *', stays: '* not counting islands' },
];

/** A block that is only an address; kept where addresses are the content. */
export const BARE_URL = /^(?:https?:\/\/|www\.)\S+$/iu;
