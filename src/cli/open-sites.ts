// The rules for single sites that the settings point at.
import { fileURLToPath } from 'node:url';
import type { Settings } from '../config/settings.ts';
import { systemClock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { openSites, type Sites } from '../pipeline/live-sites.ts';

const SHIPPED = fileURLToPath(new URL('../../config/sites.yaml', import.meta.url));

export const sitesFile = (settings: Settings): string => settings.extract.sites ?? SHIPPED;

/** @throws BadConfiguration with every mistake in the file */
export const openHouseSites = (settings: Settings, log: Log): Promise<Sites> =>
  openSites(sitesFile(settings), { clock: systemClock, log });
