import { expect, test } from 'vitest';
import { parseFeed } from '../../../src/feed/parse.ts';

const hintsOf = async (document: string) => {
  const read = await parseFeed(Buffer.from(document), {
    contentType: null,
    url: 'https://news.example/a/feed',
  });
  if (read.kind !== 'done') throw new Error(read.detail);
  const { hubs, self, ttlMinutes } = read.value;
  return { hubs, self, ttlMinutes };
};

const BOTH = { hubs: ['https://hub.example/'], self: 'https://news.example/feed' };

test('hub and own address are read from Atom, from Atom links in RSS, and from JSON Feed', async () => {
  const links = '<X:link rel="hub" href="https://hub.example/"/><X:link rel="self" href="/feed"/>';
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>${links.replaceAll('X:', '')}</feed>`;
  expect(await hintsOf(atom)).toMatchObject(BOTH);
  const rss = `<rss version="2.0" xmlns:X="http://www.w3.org/2005/Atom"><channel>${links}</channel></rss>`;
  expect(await hintsOf(rss)).toMatchObject(BOTH);
  const json = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 't',
    items: [],
    feed_url: '/feed',
    hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
  };
  expect(await hintsOf(JSON.stringify(json))).toMatchObject(BOTH);
});

test('links of items, other relations and what is no web address name no hub', async () => {
  const rss = `<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="alternate" href="https://x.example/"/>
    <a:link rel="hub" href="javascript:alert(1)"/><item><a:link rel="hub" href="https://evil.example/"/></item></channel></rss>`;
  expect(await hintsOf(rss)).toEqual({ hubs: undefined, self: undefined, ttlMinutes: null });
});

test('ttl counts in minutes, sy:update as period by frequency', async () => {
  const sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
  const rss = (inside: string) => hintsOf(`<rss version="2.0" ${sy}><channel>${inside}</channel></rss>`);
  expect((await rss('<ttl>45</ttl>')).ttlMinutes).toBe(45);
  const daily = '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>';
  expect((await rss(daily)).ttlMinutes).toBe(360);
});

test('an element that closes itself is nothing to mend; one that is never closed is', async () => {
  const repairs = async (item: string) => {
    const document = `<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="self" href="/f"/><item>${item}</item></channel></rss>`;
    const read = await parseFeed(Buffer.from(document), { contentType: null, url: null });
    return read.kind === 'done' ? read.value.repairs : read.detail;
  };
  expect(await repairs('<title>a</title><enclosure url="u" />')).toEqual([]);
  expect(await repairs('<title>a')).toEqual(['mismatched-tag']);
});
