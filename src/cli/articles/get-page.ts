// The page that a command looks at: fetched now, politely, or read from a file without any network.
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Command } from 'commander';
import { LIMITS } from '../../config/limits.ts';
import type { Settings } from '../../config/settings.ts';
import type { Log } from '../../lib/log.ts';
import { createLog } from '../../lib/log.ts';
import { lookAtPage } from '../../pipeline/look-at-page.ts';
import { checkedUrl } from '../feeds/address.ts';
import { reaching } from '../feeds/reach.ts';
import { withHouse } from '../house-command.ts';
import { readSettings } from '../open.ts';
import { CommandFailed, EXIT, type Output } from '../output.ts';
import { outputOf } from '../program.ts';
import { unreadable } from '../unreadable.ts';
import { waiting } from './waiting.ts';

export type GotPage = {
  /** where it was read, redirects followed */
  url: string;
  askedUrl: string;
  /** null: from a file */
  status: number | null;
  contentType: string | null;
  bytes: Uint8Array;
};

type Work = (page: GotPage, settings: Settings, log: Log, output: Output) => Promise<void>;

const inflate = promisify(gunzip);
/** the address of a saved page of which none is given; leads nowhere by RFC 2606 */
const NOWHERE = 'https://page.invalid/';

/** Gets the page and does the work with it. @throws CommandFailed with a sentence when there is none */
export async function withPage(
  url: string | undefined,
  file: string | undefined,
  command: Command,
  work: Work,
): Promise<void> {
  if (file !== undefined) {
    const address = url === undefined ? NOWHERE : checkedUrl(url);
    const bytes = await fromFile(file);
    const page = { url: address, askedUrl: address, status: null, contentType: null, bytes };
    return work(page, readSettings(), createLog('warn'), outputOf(command));
  }
  if (url === undefined)
    throw new CommandFailed('Give the address of a page, or a saved page with --file.', EXIT.usage);
  const address = checkedUrl(url);
  await withHouse(command, async (house, output) => {
    const outcome = await waiting(output, `Fetching ${address}`, () =>
      reaching(house, (deps) => lookAtPage(address, deps)),
    );
    if (outcome.kind !== 'done') {
      const why = outcome.detail ?? outcome.reason;
      throw new CommandFailed(`${address} could not be fetched (${outcome.reason}). ${why}`);
    }
    const { value } = outcome;
    const contentType = value.headers['content-type'] ?? null;
    const page = { url: value.url, askedUrl: address, status: value.status, contentType, bytes: value.bytes };
    await work(page, house.settings, house.log, output);
  });
}

async function fromFile(file: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(file);
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    return await inflate(bytes, { maxOutputLength: LIMITS.pageBytes });
  } catch (error) {
    throw new CommandFailed(unreadable(file, error));
  }
}
