// A process that uses the embedded server. Argument: the options of `startEmbedded`. Says {event, …} for what is
// logged and {up, adopted, url} when it is there, or {error, name}. On stdin: `stop` gives the server up and ends the
// process, `exit` ends it without.
import { createInterface } from 'node:readline';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { say } from './process.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as { dataDir: string; stateDir: string };

try {
  const server = await startEmbedded({
    ...options,
    fast: true,
    log: (event, fields) => say({ event, ...fields }),
  });
  say({ up: true, adopted: server.adopted, url: server.url });
  createInterface({ input: process.stdin }).on('line', async (line) => {
    if (line === 'stop') await server.stop();
    process.exit(0);
  });
} catch (error) {
  say({ error: String((error as Error).message), name: (error as Error).name });
}
