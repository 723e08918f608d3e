// Article bodies as HTML: paragraphs and subheads, everything else escaped. Not a Markdown parser.

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for HTML and XML, in content and in double-quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
}

/** The body as HTML, one block a paragraph. */
export function bodyHtml(body: string): string {
  return body
    .split('\n\n')
    .map((block) =>
      block.startsWith('## ') ? `<h2>${escaped(block.slice(3))}</h2>` : `<p>${escaped(block)}</p>`,
    )
    .join('\n');
}
