// `presswatch feeds check`: asks one feed now, as a poll would, and says what came of it. Stores nothing; stays
// conditional for feeds that are watched, waits its host's turn, and obeys Retry-After.
import process from 'node:process';
import type { Command } from 'commander';
import { itemsAWeek } from '../../feed/rhythm.ts';
import { BECAUSE } from '../../feed/schedule.ts';
import { systemClock } from '../../lib/clock.ts';
import type { Reason } from '../../model/outcome.ts';
import { type Checked, checkFeed, strange } from '../../pipeline/check-feed.ts';
import { type FeedRow, findFeed } from '../../store/feeds.ts';
import { withHouse } from '../house-command.ts';
import { EXIT, type Output, plural, when } from '../output.ts';
import { pollBounds } from '../poll-bounds.ts';
import { checkedUrl } from './address.ts';
import { healthOf, sentence } from './health.ts';
import { reaching } from './reach.ts';

export function addCheck(feeds: Command): void {
  feeds
    .command('check <id-or-url>')
    .description('ask one feed now, without storing anything, and say what its server answers')
    .addHelpText(
      'after',
      '\nA feed that is watched is asked with its validators, so "nothing new" is a good answer. Exit code 1: it could not' +
        '\nbe read.\n\nExamples:\n  presswatch feeds check 7\n  presswatch feeds check https://example.org/rss.xml\n',
    )
    .action((which: string, _options, command: Command) =>
      withHouse(command, async (house, output) => {
        const known = await findFeed(house.store, which);
        const feed = known ?? strange(checkedUrl(which), systemClock.now());
        const checked = await reaching(house, (deps) => checkFeed(feed, pollBounds(house.settings), deps));
        if (checked.outcome.kind !== 'done') process.exitCode = EXIT.failed;
        const report = reportOf(feed, known !== null, checked);
        output.result(report, () => print(report, output));
      }),
    );
}

/** What helps where the address is right and the server is not. */
const ADVICE: Partial<Record<Reason, string>> = {
  dns: 'Is the name spelled right? A domain that has lapsed looks like this.',
  tls: 'A browser would warn as well; only the site can mend its certificate.',
  timeout: 'Slow or overloaded; it is asked again later and later.',
  connection: 'Nobody listens there, or a firewall is between.',
  'not-a-feed': '"presswatch feeds discover" looks for the feeds of the site.',
  'not-found': '"presswatch feeds discover" looks for where it may have gone.',
  'private-address': 'egress.allow opens networks of your own.',
  'blocked-port': 'egress.ports opens further ports.',
  'too-large': 'A feed of this size is an archive; look for the one with the latest items.',
  'host-busy': 'Try again then.',
};

function reportOf(feed: FeedRow, watched: boolean, checked: Checked) {
  const { answer, outcome, next, rhythm, robots } = checked;
  const poll = outcome.kind === 'done' ? outcome.value : null;
  const problems =
    outcome.kind === 'done'
      ? []
      : [sentence(outcome.detail ?? outcome.reason), ADVICE[outcome.reason]].filter(
          (one) => one !== undefined,
        );
  const dates = poll?.items.flatMap((item) => item.publishedAt ?? []).sort() ?? [];
  const weekly = itemsAWeek(rhythm);
  return {
    ...{ url: feed.url, id: watched ? feed.id : null, ok: outcome.kind === 'done' },
    reason: outcome.kind === 'done' ? null : outcome.reason,
    problems: [...problems, ...(robots ? [`Its pages may not be fetched: ${robots}`] : [])],
    known: watched ? healthOf(feed, systemClock.now()).problems : [],
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
    items_a_week: weekly === null ? null : Math.round(weekly * 10) / 10,
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

const seconds = (ms: number | null | undefined): number | null => (ms == null ? null : Math.round(ms / 1000));

function print(report: Report, output: Output): void {
  const line = (what: string, says: string | null) => says && output.say(`${what.padEnd(12)} ${says}`);
  line('Feed', `${report.url}${report.id === null ? ' (not watched)' : ` (${report.id})`}`);
  line('Answer', answerLine(report));
  for (const hop of report.answer?.redirects ?? []) line('Redirect', `${hop.status} to ${hop.to}`);
  if (report.answer?.moved_for_good_to)
    line('Moved', 'for good, it says; the address is changed once that was seen on another day');
  line('Validators', validatorLine(report));
  line('Document', documentLine(report));
  for (const title of report.document?.titles ?? []) output.say(`${''.padEnd(12)} · ${title.slice(0, 100)}`);
  if (report.items_a_week !== null) line('Rhythm', `about ${report.items_a_week} items a week`);
  line('Hints', hintLine(report));
  if (report.hub) line('Hub', `${report.hub.hub} (topic ${report.hub.topic})`);
  line(
    'Next poll',
    report.next_poll === null ? 'never' : `${when(report.next_poll.at)}: ${report.next_poll.because}`,
  );
  for (const problem of [...report.problems, ...report.known]) line('Problem', problem);
  if (report.ok && report.problems.length === 0) output.say('It can be read.');
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
  const repairs =
    document.repairs.length === 0 ? 'nothing to mend' : `mended: ${document.repairs.join(', ')}`;
  return `${document.format}, "${document.title.slice(0, 80)}", ${plural(document.items, 'item')} (${document.dated} dated, newest ${document.newest?.slice(0, 16) ?? 'unknown'}), ${repairs}`;
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
