// "Did you mean": the known setting closest to one that nobody knows.
import { editDistance } from './nearest.ts';
import { settingsSchema } from './settings.ts';
import type { Keys } from './source.ts';

/** What a misspelt setting was probably meant to be, as the end of a sentence. @param keys `[section]`, or `[section, key]` */
export function suggestion(keys: Keys): string {
  const [section] = keys.slice(0, -1);
  const wanted = String(keys.at(-1)).toLowerCase();
  const shapes = Object.entries(settingsSchema.shape);
  const names =
    section === undefined
      ? shapes.map(([name]) => name)
      : shapes.filter(([name]) => name === section).flatMap(([, shape]) => Object.keys(shape.unwrap().shape));
  const near = names.map((name) => ({ name, distance: editDistance(name.toLowerCase(), wanted) }));
  near.sort((a, b) => a.distance - b.distance);
  const best = near[0];
  return best && best.distance <= 3 ? `did you mean "${best.name}"?` : `known here: ${names.join(', ')}`;
}
