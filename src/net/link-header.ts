// Reads Link headers (RFC 8288) as far as feeds need them: which addresses stand in which relation.

/** One `<target>` and its parameters; bounded pieces, so that no header takes long. */
const LINK = /<([^<>]{1,2048})>((?:[^,"<]|"[^"]{0,500}"){0,50})/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/** Absolute addresses in relation `rel`, in order; relative ones are resolved against `base`. */
export function linksOf(header: string | undefined, rel: string, base: string): string[] {
  if (header === undefined) return [];
  return [...header.slice(0, 8192).matchAll(LINK)].flatMap(([, target = '', parameters = '']) => {
    const named = REL.exec(parameters);
    const rels = (named?.[1] ?? named?.[2] ?? '').toLowerCase().split(/\s+/);
    const url = rels.includes(rel) ? URL.parse(target.trim(), base) : null;
    return url !== null && /^https?:$/.test(url.protocol) ? [url.href] : [];
  });
}
