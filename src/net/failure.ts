// Turns what Node, TLS, zlib and undici throw into outcomes. An error it does not know is a bug and is thrown on.
import { errors } from 'undici';
import type { Reject, Retry } from '../model/outcome.ts';
import { reject, retry } from '../model/outcome.ts';

/** An outcome that has to pass through code which knows errors only: a connector, a stream, an abort signal. */
export class Stop extends Error {
  readonly outcome: Retry | Reject;

  constructor(outcome: Retry | Reject) {
    super(outcome.detail ?? outcome.reason);
    this.outcome = outcome;
  }
}

const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|EPROTO$)|CERT|CHAIN|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE/;
const TIMEOUT_CODE = /^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/;
// zlib, brotli (ERR__ERROR_FORMAT_…) and zstd name their errors in three ways
const CODING_CODE = /^(Z_[A-Z]+_ERROR|ERR_(_ERROR|BROTLI|ZSTD|ZLIB)|ZSTD_error_)/;
const CLOSED_CODE = /^UND_ERR_(CLOSED|DESTROYED|ABORTED)$/;
const CONNECTION_CODE =
  /^(UND_ERR_(SOCKET|INFO|RES_CONTENT_LENGTH_MISMATCH)|ERR_STREAM_PREMATURE_CLOSE|E[A-Z]+)$/;

/** The outcome of an exchange that ended in `error`. */
export function outcomeOf(error: unknown): Retry | Reject {
  if (!(error instanceof Error)) throw error;
  if (error instanceof Stop) return error.outcome;
  const code = 'code' in error ? String(error.code) : '';
  if (TIMEOUT_CODE.test(code)) return retry('timeout', 'the connection could not be made in time');
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return reject('too-large', 'the response headers are too large');
  if (error instanceof errors.HTTPParserError)
    return retry('connection', `the answer is not HTTP: ${error.message}`);
  if (TLS_CODE.test(code)) return retry('tls', `no safe connection (${code})`);
  if (CODING_CODE.test(code)) return reject('unreadable', `the compressed body is broken (${code})`);
  if (CLOSED_CODE.test(code)) return retry('aborted', 'the client was closed');
  // net tries several addresses of a name and reports all failures together; the first speaks for them
  if (error instanceof AggregateError && error.errors.length > 0) return outcomeOf(error.errors[0]);
  if (CONNECTION_CODE.test(code)) return retry('connection', `the connection failed (${code})`);
  throw error;
}
