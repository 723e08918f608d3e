// LISTEN on a connection of its own. A wake-up only: notices can be missed whenever the connection is, so whoever
// listens looks at the tables from time to time as well. Never passes on what a notice says.
import pg from 'pg';

export type Listener = {
  /** false once the connection ended, by itself or by `close` */
  isOpen(): boolean;
  close(): Promise<void>;
};

/**
 * Calls `onNotice` at each notice on the channel, for as long as the connection holds.
 * @throws when the store can't be reached
 */
export async function listen(url: string, channel: string, onNotice: () => void): Promise<Listener> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    application_name: 'presswatch listener',
  });
  let isOpen = true;
  const ended = () => {
    isOpen = false;
  };
  client.on('error', ended);
  client.on('end', ended);
  client.on('notification', onNotice);
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { isOpen: () => isOpen, close: () => client.end() };
}
