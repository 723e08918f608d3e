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

/** What people can make of it; the code stays beside it for those who look it up. */
const MEANING: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the other side hung up before its answer was whole',
  EPIPE: 'the other side hung up before our request was whole',
  UND_ERR_SOCKET: 'the other side hung up before its answer was whole',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is shorter or longer than it says itself',
  ERR_STREAM_PREMATURE_CLOSE: 'the other side hung up before its answer was whole',
  EHOSTUNREACH: 'no way leads to that host from here',
  ENETUNREACH: 'no way leads to that network from here',
  CERT_HAS_EXPIRED: 'its certificate has run out',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet (or the clock of one of us is wrong)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody but itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes from an authority that is not known here, or the server leaves out the certificates in between',
  UNABLE_TO_GET_ISSUER_CERT: 'the server leaves out the certificates between its own and the authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not known here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  CERT_REVOKED: 'its certificate was called back',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS at this port; its address may begin with http:',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS at this port; its address may begin with http:',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it speaks only versions of TLS that are not safe any more',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'it speaks only versions of TLS that are not safe any more',
};

const meant = (lead: string, code: string): string =>
  MEANING[code] === undefined ? `${lead} (${code})` : `${lead}: ${MEANING[code]} (${code})`;

/** The outcome of an exchange that ended in `error`. */
export function outcomeOf(error: unknown): Retry | Reject {
  if (!(error instanceof Error)) throw error;
  if (error instanceof Stop) return error.outcome;
  const code = 'code' in error ? String(error.code) : '';
  if (TIMEOUT_CODE.test(code)) return retry('timeout', 'no connection could be made in time');
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return reject('too-large', 'the response headers are too large');
  if (error instanceof errors.HTTPParserError)
    return retry('connection', `the answer is not HTTP: ${error.message}`);
  if (TLS_CODE.test(code)) return retry('tls', meant('no safe connection', code));
  if (CODING_CODE.test(code)) return reject('unreadable', `the compressed body is broken (${code})`);
  if (CLOSED_CODE.test(code)) return retry('aborted', 'the client was closed');
  // net tries several addresses of a name and reports all failures together; the first speaks for them
  if (error instanceof AggregateError && error.errors.length > 0) return outcomeOf(error.errors[0]);
  if (CONNECTION_CODE.test(code)) return retry('connection', meant('the connection failed', code));
  throw error;
}
