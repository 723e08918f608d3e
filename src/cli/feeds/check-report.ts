// What `feeds check` says: one feed asked now, its answer, its document, and what is wrong with any of them. Asks nothing.
import { paceOf } from '../../feed/rhythm.ts';
import { BECAUSE } from '../../feed/schedule.ts';
import type { Reason } from '../../model/outcome.ts';
import type { Checked } from '../../pipeline/check-feed.ts';
import type { ChildLook } from '../../pipeline/sitemap-children.ts';
import type { FeedRow } from '../../store/feeds.ts';
import { type Output, plain, plural, when } from '../output.ts';
import { healthOf, paceSentence, roundedPace, sentence } from './health.ts';

/** What helps where the address is right and the server is not. */
const ADVICE: Partial<Record<Reason, string>> = {
  dns: 'Is the name spelled right? A domain that has lapsed looks like this.',
  tls: 'A browser would warn as well; only the site can mend its certificate.',
  timeout: 'Slow or overloaded; it is asked again later and later.',
  'not-a-feed': '"presswatch feeds discover" looks for the feeds of the site.',
  'not-found': '"presswatch feeds discover" looks for where it may have gone.',
  'private-address': 'egress.allow opens networks of your own.',
  'blocked-port': 'egress.ports opens further ports.',
  'too-large': 'A feed of this size is an archive; look for the one with the latest items.',
  'host-busy': 'Try again then.',
};

/** By what was said, where one reason has several causes. */
const SPECIAL: [says: RegExp, advice: string | undefined][] = [
  [/ECONNREFUSED/, 'Is the port right? Its server may be down, or a firewall be between.'],
  [
    /hung up|shorter or longer/,
    'Its server, or something in between, breaks off; it is asked again later and later.',
  ],
  [/headers are too large/, 'Feeds need a few lines of headers; only the site can mend this.'],
  [/does not speak TLS/, 'Try the address with http: in place of https:.'],
  [/bot challenge|bot guard|consent page|login page|for sale/, undefined],
  [/name servers/, 'The name servers of the domain or of this machine are silent; it is asked again later.'],
];

function adviceFor(reason: Reason, detail: string): string | undefined {
  const special = SPECIAL.find(([says]) => says.test(detail));
  return special ? special[1] : ADVICE[reason];
}

/** What a check found, as it is printed with --json. @param watched false: the row stands for an address of no feed of ours */
export function reportOf(feed: FeedRow, watched: boolean, checked: Checked, now: Date) {
  const { answer, outcome, children, next, rhythm, robots } = checked;
  const poll = outcome.kind === 'done' ? outcome.value : null;
  const problem = outcome.kind === 'done' ? null : outcome;
  const dates = poll?.items.flatMap((item) => item.publishedAt ?? []).sort() ?? [];
  const pace = rhythm === null ? null : paceOf(rhythm, now.getTime());
  return {
    ...{ url: feed.url, id: watched ? feed.id : null, ok: outcome.kind === 'done' },
    reason: problem?.reason ?? null,
    problems: [
      ...(problem ? [sentence(problem.detail ?? problem.reason)] : []),
      ...(robots ? [`Its pages may not be fetched: ${robots}`] : []),
    ],
    advice: (problem && adviceFor(problem.reason, problem.detail ?? '')) ?? null,
    known: watched ? healthOf(feed, now).problems : [],
    answer: answer && {
      ...{ status: answer.status, bytes: answer.bytes.length, ms: answer.durationMs },
      ...{ type: answer.headers['content-type'] ?? null, url: answer.url, redirects: answer.redirects },
      ...{ etag: answer.headers.etag ?? null, last_modified: answer.headers['last-modified'] ?? null },
      moved_for_good_to: answer.permanent,
    },
    conditional: poll?.conditional ?? null,
    validators_off: feed.validators_off,
    document: poll?.parsed && {
      ...{ format: poll.parsed.format, title: poll.parsed.title, language: poll.parsed.language },
      ...{ items: poll.items.length, repairs: poll.parsed.repairs },
      ...{
        dated: dates.length,
        newest: dates.at(-1) ?? null,
        titles: poll.items.slice(0, 3).map((item) => item.title),
      },
    },
    sitemaps:
      children.length === 0
        ? null
        : { listed: poll?.parsed?.listed ?? null, asked: children.map((one) => sitemapOf(one)) },
    items_a_week: roundedPace(pace),
    rhythm: pace && paceSentence(pace),
    hints: {
      ...{ ttl_minutes: poll?.parsed?.ttlMinutes ?? null, max_age_s: seconds(poll?.maxAgeMs) },
      ...{ fresh_s: seconds(poll?.freshMs) },
      ...{ skip_hours: poll?.parsed?.skipHours ?? [], skip_days: poll?.parsed?.skipDays ?? [] },
    },
    hub: poll?.hub ?? (feed.hub === null ? null : { hub: feed.hub, topic: feed.topic ?? feed.url }),
    next_poll: next && { at: next.at, because: BECAUSE[next.because], interval_s: seconds(next.intervalMs) },
  };
}

type Report = ReturnType<typeof reportOf>;

/** One sitemap of an index: what stands in it, or why it could not be read. */
function sitemapOf({ before, answer }: ChildLook) {
  const { url } = before;
  const nothing = { items: null, newest: null };
  if (answer === null) return { url, ...nothing, problem: 'not asked, time was up; the next poll asks it' };
  if (answer.kind !== 'done') return { url, ...nothing, problem: answer.detail ?? answer.reason };
  const { parsed } = answer.value;
  if (parsed === null) return { url, ...nothing, problem: null };
  const dates = parsed.entries.flatMap((entry) => entry.publishedAt ?? []).sort();
  return { url, items: parsed.entries.length, newest: dates.at(-1) ?? null, problem: null };
}

const seconds = (ms: number | null | undefined): number | null => (ms == null ? null : Math.round(ms / 1000));

/** The same for people. */
export function printReport(report: Report, output: Output): void {
  const line = (what: string, says: string | null) => says && output.say(`${what.padEnd(12)} ${plain(says)}`);
  line('Feed', `${report.url}${report.id === null ? ' (not watched)' : ` (${report.id})`}`);
  line('Answer', answerLine(report));
  for (const hop of report.answer?.redirects ?? []) line('Redirect', `${hop.status} to ${hop.to}`);
  if (report.answer?.moved_for_good_to)
    line('Moved', 'for good, it says; the address is changed once that was seen on another day');
  line('Validators', validatorLine(report));
  line('Document', documentLine(report));
  for (const title of report.document?.titles ?? [])
    output.say(`${''.padEnd(12)} · ${plain(title).slice(0, 100) || 'an item without a title'}`);
  printSitemaps(report, output);
  line('Rhythm', report.rhythm);
  line('Hints', hintLine(report));
  if (report.hub) line('Hub', `${report.hub.hub} (topic ${report.hub.topic})`);
  line(
    'Next poll',
    report.next_poll === null ? 'never' : `${when(report.next_poll.at)}: ${report.next_poll.because}`,
  );
  for (const problem of problemsOf(report)) line('Problem', problem);
  line('Advice', report.advice);
  if (report.ok && report.problems.length === 0) output.say('It can be read.');
}

/** Each once: what is known of a feed often begins with what was just seen, and says since when. */
const problemsOf = ({ problems, known }: Pick<Report, 'problems' | 'known'>): string[] => [
  ...problems.filter((problem) => !known.some((longer) => longer.startsWith(problem))),
  ...known,
];

function printSitemaps({ sitemaps }: Report, output: Output): void {
  if (sitemaps === null) return;
  const { listed, asked } = sitemaps;
  const good = asked.filter((one) => one.problem === null).length;
  const all =
    listed === null ? `${plural(asked.length, 'sitemap')} known` : `${plural(listed, 'sitemap')} listed`;
  const which =
    listed !== null && listed > asked.length ? `, the ${asked.length} that news is likely in were asked` : '';
  output.say(`${'Sitemaps'.padEnd(12)} ${all}${which}; ${good} of ${asked.length} can be read`);
  for (const { url, items, newest, problem } of asked) {
    const says =
      problem ??
      (items === null
        ? 'the same as at the last poll'
        : `a news sitemap, ${plural(items, 'item')}, newest ${newest?.slice(0, 16) ?? 'unknown'}`);
    output.say(`${''.padEnd(12)} · ${plain(`${url}: ${says}`)}`);
  }
}

function answerLine({ answer }: Report): string {
  if (answer === null) return 'none';
  const body =
    answer.status === 304
      ? 'not modified'
      : `${answer.bytes.toLocaleString('en')} bytes, ${answer.type ?? 'no type'}`;
  return `${answer.status}, ${body}, ${answer.ms} ms`;
}

function validatorLine({ answer, conditional, validators_off: off, ok }: Report): string | null {
  if (answer === null || !ok) return null;
  if (off !== null) return `not used: ${off}`;
  const given = [
    answer.etag && `ETag ${answer.etag}`,
    answer.last_modified && `Last-Modified ${answer.last_modified}`,
  ];
  const list = given.filter(Boolean).join(', ');
  if (list === '' && answer.status !== 304) return 'none: each poll costs the server the whole document';
  return `${list}${conditional ? ' (asked with those stored)' : ''}`;
}

function documentLine({ document, answer, ok }: Report): string | null {
  if (!document) return ok && answer?.status !== 304 ? 'the same as at the last poll' : null;
  const name = document.title === '' ? 'no title' : `"${document.title.slice(0, 80)}"`;
  const repairs =
    document.repairs.length === 0 ? 'nothing to mend' : `mended: ${document.repairs.join(', ')}`;
  return `${document.format}, ${name}, ${plural(document.items, 'item')} (${document.dated} dated, newest ${document.newest?.slice(0, 16) ?? 'unknown'}), ${repairs}`;
}

function hintLine({ hints }: Report): string | null {
  const said = [
    hints.ttl_minutes === null ? null : `ttl ${hints.ttl_minutes} min`,
    hints.max_age_s === null ? null : `max-age ${hints.max_age_s} s`,
    hints.skip_hours.length === 0 ? null : `skips hours ${hints.skip_hours.join(', ')}`,
    hints.skip_days.length === 0 ? null : `skips days ${hints.skip_days.join(', ')}`,
  ].filter(Boolean);
  return said.length === 0 ? null : said.join(', ');
}
