// LISTEN on a connection of its own. A wake-up only: notices can be missed whenever the connection is, so whoever
// listens looks at the tables from time to time as well. Never passes on what a notice says.
import pg from 'pg';

export type Listener = { close(): Promise<void> };

/**
 * Calls `onNotice` at each notice on the channel, and `onLost` once when the connection ends by itself.
 * @throws when the store can't be reached
 */
export async function listen(
  url: string,
  channel: string,
  onNotice: () => void,
  onLost: () => void,
): Promise<Listener> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    application_name: 'presswatch listener',
  });
  let closed = false;
  const lost = () => {
    if (closed) return;
    closed = true;
    onLost();
    void client.end().catch(() => undefined);
  };
  client.on('error', lost);
  client.on('end', lost);
  client.on('notification', onNotice);
  await client.connect();
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return {
    close: async () => {
      if (closed) return;
      closed = true;
      await client.end();
    },
  };
}
