// The only file that knows jsdom: one long-lived window, its DOMParser, nothing else.
// Scripts never run and nothing is ever loaded: `runScripts` and `resources` stay unset.
import { JSDOM, VirtualConsole } from 'jsdom';

// A window for each page would cost 11 % of the parse. A silent console: broken style sheets are no news.
const { window } = new JSDOM('<!doctype html>', { virtualConsole: new VirtualConsole() });
const parser = new window.DOMParser();

/** An HTML document from a string; always as HTML, never as XML. Relative addresses mean nothing in it. */
export function parse(html: string): Document {
  return parser.parseFromString(html, 'text/html');
}
