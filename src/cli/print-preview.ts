// A preview for people: first what matched, as it is found; then how often that would be, and what makes the noise.
import type { Noise, Rate } from '../replay/rate.ts';
import { type Output, plural } from './output.ts';

const DAYS_SHOWN = 14;
const BAR_CHARS = 40;

/** The matches in numbers. `texts` is how many had to be read for them. */
export function printRate(rate: Rate, from: Date, texts: number, output: Output): void {
  const daily = rate.alertsPerDay >= 10 ? rate.alertsPerDay.toFixed(0) : rate.alertsPerDay.toFixed(1);
  const since = `since ${from.toISOString().slice(0, 10)}`;
  if (rate.matches === 0) {
    output.say(`No match ${since}.`);
    return;
  }
  output.say(
    `${plural(rate.matches, 'match')} ${since} (${plural(texts, 'text')} read); ` +
      `${plural(rate.alerts, 'alert')}, copies of a story counted once: about ${daily} a day.`,
  );
  printDays(rate.days, output);
}

function printDays(days: Rate['days'], output: Output): void {
  if (days.length < 2) return;
  const shown = days.slice(-DAYS_SHOWN);
  const most = Math.max(...shown.map((one) => one.alerts), 1);
  for (const { day, alerts } of shown) {
    const bar = '█'.repeat(Math.ceil((alerts / most) * BAR_CHARS));
    output.say(`  ${day}  ${[bar, alerts.toLocaleString('en')].filter(Boolean).join(' ')}`);
  }
  if (days.length > shown.length)
    output.say(`  (${plural(days.length - shown.length, 'earlier day')}: --json)`);
}

export function printNoise({ noisiest, of }: Noise, matches: number, output: Output): void {
  if (noisiest.length === 0) return;
  const which = of < matches ? ` (in ${of.toLocaleString('en')} matches, spread evenly)` : '';
  const words = noisiest.map((one) => `${one.what} ${one.matches.toLocaleString('en')}`);
  output.say(`Most often because of${which}: ${words.join(', ')}`);
}
