// The operator's own browser for pages that only scripts fill, if the settings ask for it.
import { BadConfiguration } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import type { Log } from '../lib/log.ts';
import type { Client } from '../net/client.ts';
import type { Robots } from '../net/robots.ts';
import { mayAsk, type Rendering } from '../pipeline/render-page.ts';
import { renderingProblem } from '../render/check.ts';
import { createRenderer } from '../render/renderer.ts';

/** Null where no host is listed. @throws BadConfiguration when package or browser is missing; the browser itself starts with the first page */
export async function openRendering(
  { render, fetch }: Settings,
  { client, robots, log }: { client: Client; robots: Robots; log: Log },
): Promise<Rendering | null> {
  const { browser, hosts } = render;
  if (hosts.length === 0 || browser === null) return null;
  const problem = await renderingProblem(browser);
  if (problem !== null) throw new BadConfiguration([problem]);
  const renderer = createRenderer({ browser, client, mayAsk: mayAsk(fetch.robots ? robots : null), log });
  return { renderer, hosts };
}
