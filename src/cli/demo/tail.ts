// Follows the alert files of the `file` channel and tells of each new line.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Tail = { look(): Promise<void> };

/** `look` reads what was appended since the last look; the files of a demo are small. */
export function tailAlerts(folder: string, onEvent: (event: unknown) => void): Tail {
  const seen = new Map<string, number>();
  return {
    look: async () => {
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter((one) => one.endsWith('.jsonl'))) {
        const lines = (await readFile(join(folder, name), 'utf8')).split('\n').slice(0, -1);
        for (const line of lines.slice(seen.get(name) ?? 0)) onEvent(JSON.parse(line));
        seen.set(name, lines.length);
      }
    },
  };
}
