// How long an answer stays fresh by its server's word (RFC 9111 §4.2). Reads headers only; what to make of it is the
// caller's business.

export type Freshness = {
  /** ms from now on, 0 when it is stale already; null when the server says nothing */
  freshMs: number | null;
  /** max-age as sent, ms: how soon the server expects to be asked again; null when it says nothing */
  maxAgeMs: number | null;
};

/** From Cache-Control (less Age), else from Expires (less Date). `no-store` and `no-cache` mean nothing stays fresh. */
export function freshness(headers: Readonly<Record<string, string>>, now: Date): Freshness {
  const cacheControl = headers['cache-control'] ?? '';
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/i.exec(cacheControl)?.[1];
  const ageMs = /^\d+$/.test(headers.age?.trim() ?? '') ? Number(headers.age) * 1000 : 0;
  if (/(?:^|[\s,])no-(?:store|cache)(?![\w=-])/i.test(cacheControl)) return { freshMs: null, maxAgeMs: null };
  // seconds may be any number of digits: what is beyond all bounds is cut by whoever asks
  if (seconds !== undefined) {
    const maxAgeMs = Number(seconds) * 1000;
    return { freshMs: Math.max(0, maxAgeMs - ageMs), maxAgeMs };
  }
  const expires = Date.parse(headers.expires ?? '');
  if (Number.isNaN(expires)) return { freshMs: null, maxAgeMs: null };
  // by the server's own clock, where it tells the time
  const sent = Date.parse(headers.date ?? '');
  const lifeMs = expires - (Number.isNaN(sent) ? now.getTime() : sent);
  return { freshMs: Math.max(0, lifeMs - ageMs), maxAgeMs: lifeMs > 0 ? lifeMs : null };
}
