// The one error of the embedded server that is meant for the person at the keyboard: its message is a full
// sentence with a way out. Everything else that is thrown here is a bug.

const WAY_OUT = 'Set DATABASE_URL (or REDIS_URL and DATABASE_URL) to use a PostgreSQL server of your own.';

/** The embedded PostgreSQL can't run here. `message` says why and what to do instead. */
export class EmbeddedUnavailable extends Error {
  override readonly name = 'EmbeddedUnavailable';

  /** @param why one sentence, without the advice that is added to it */
  constructor(why: string, options?: { cause?: unknown }) {
    super(`The embedded PostgreSQL can't be used: ${why} ${WAY_OUT}`, options);
  }
}
