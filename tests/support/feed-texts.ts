// Documents of feeds for tests, written by hand: the least around the part a test is about.

/** An RSS feed whose one item has this inside. */
export const rssItem = (inside: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item>${inside}</item></channel></rss>`;

/** An Atom feed whose one entry has this inside. */
export const atomEntry = (inside: string): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>${inside}</entry></feed>`;
