// What was probably meant: of known names those closest to one that nobody knows.

/** how far a name may be from what was meant, as a share of its length */
const FAR = 0.3;

/** Up to `most` names close to `wanted`, closest first; also those that hold it as whole words, or are held by it. */
export function nearest(wanted: string, names: Iterable<string>, most = 3): string[] {
  const key = wanted.toLowerCase();
  const found = [...new Set(names)].flatMap((name) => {
    const distance = apart(key, name.toLowerCase());
    return distance === null ? [] : [{ name, distance }];
  });
  found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return found.slice(0, most).map(({ name }) => name);
}

/** Edits between two names; null when they are too far apart to be meant for each other. */
function apart(key: string, name: string): number | null {
  const far = Math.max(1, Math.floor(Math.max(key.length, name.length) * FAR));
  const distance = Math.abs(key.length - name.length) > far ? far + 1 : editDistance(key, name);
  if (distance <= far) return distance;
  const isPart = ` ${name} `.includes(` ${key} `) || ` ${key} `.includes(` ${name} `);
  return isPart ? far + 1 : null;
}

/** Levenshtein distance. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === b[j] ? 0 : 1)),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
