// Lines for people on what a page says of its article beside title, text and byline.
import type { AboutPage } from '../../model/about-page.ts';

/** One line a fact; nothing for what is unknown. */
export function aboutLines(about: Partial<AboutPage>): string[] {
  const facts = [
    about.section ? `section ${about.section}` : null,
    about.modifiedAt ? `changed ${about.modifiedAt}` : null,
    about.paywalled === true ? 'for subscribers' : about.paywalled === false ? 'free to read' : null,
    about.variant ? `read from its ${about.variant === 'amp' ? 'AMP' : 'print'} version` : null,
  ].filter((fact) => fact !== null);
  const notes = (about.corrections ?? []).map((note) => `Correction note: ${note}`);
  return [...(facts.length === 0 ? [] : [facts.join(' · ')]), ...notes];
}
