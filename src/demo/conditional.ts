// Conditional requests (RFC 9110 §13): has the client what we would send?
import type { Reply } from './site.ts';

type Asked = { 'if-none-match'?: string | undefined; 'if-modified-since'?: string | undefined };

/** The reply itself, or a 304 without body when the request's validators say that nothing changed. */
export function conditional(reply: Reply, asked: Asked): Reply {
  if (reply.status !== 200 || !isKnown(reply.headers, asked)) return reply;
  const { 'content-type': _dropped, ...headers } = reply.headers;
  return { status: 304, headers, body: new Uint8Array() };
}

// If-None-Match, when sent, decides alone (§13.1.3), also when we have no tag to compare it with.
function isKnown(headers: Reply['headers'], asked: Asked): boolean {
  const tags = asked['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === headers.etag);
  }
  const since = Date.parse(asked['if-modified-since'] ?? '');
  return since >= Date.parse(headers['last-modified'] ?? '');
}
