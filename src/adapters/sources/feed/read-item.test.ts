import { describe, expect, test } from 'vitest';
import type { Article } from '../../../domain/article.js';
import { rssOf } from '../../../../tests/support/feeds.js';
import { readFeed, type ReadFeed } from './read-feed.js';

function read(document: string, url: string | null = 'https://harbour.example/feed'): ReadFeed {
  const feed = readFeed(Buffer.from(document), { url, contentType: null });
  if (feed.kind === 'refused') throw new Error(feed.reason);
  return feed;
}

function readItem(item: string): Article {
  const [article] = read(rssOf(`<item>${item}</item>`)).articles;
  if (article === undefined) throw new Error('no item');
  return article;
}

describe('what an item says is understood', () => {
  test.each([
    ['<link>https://a.example/1</link><guid>https://a.example/g</guid>', 'https://a.example/1'],
    ['<guid>https://a.example/g</guid>', 'https://a.example/g'],
    ['<guid isPermaLink="false">https://a.example/g</guid>', null],
    ['<link>\n  https://a.example/1?a=1&amp;b=2\n</link>', 'https://a.example/1?a=1&b=2'],
    ['<link>https://a.example/1?a=1&copy=2</link>', 'https://a.example/1?a=1&copy=2'],
    ['<link><![CDATA[https://a.example/1]]></link>', 'https://a.example/1'],
    ['<link>http:///a.example/1</link>', 'http://a.example/1'],
    ['<link>javascript:alert(1)</link>', null],
    ['<link>//b.example/1</link>', 'https://b.example/1'],
    [
      '<link>https://feedproxy.example/~r/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>',
      'https://a.example/1',
    ],
    ['<link>https://a.example/1</link><atom:link rel="self" href="https://a.example/x"/>', 'https://a.example/1'],
  ])('the link of %s', (item, url) => {
    expect(readItem(item).url).toBe(url);
  });

  test.each([
    ['Fish &amp; chips', 'Fish & chips'],
    ['Ferry&amp;#8217;s return', 'Ferry’s return'],
    ['<![CDATA[Ferry&#8217;s return]]>', 'Ferry’s return'],
    ['Big &lt;b&gt;news&lt;/b&gt;', 'Big news'],
    ['Big <b>news</b>', 'Big news'],
    ['1 &lt; 2', '1 < 2'],
    ['What &amp;lt;blink&amp;gt; did', 'What <blink> did'],
    ['Q&A on AT&T', 'Q&A on AT&T'],
    ['ev\u202eil\u0000 ti\u200btle', 'evil title'],
    ['on\ntwo lines', 'on two lines'],
    ['e\u0301te\u0301', 'été'],
  ])('the title %j', (written, title) => {
    expect(readItem(`<title>${written}</title>`).title).toBe(title);
  });

  test.each([
    ['<author>ada@a.example (Ada Quay)</author>', ['Ada Quay']],
    ['<author>Ada Quay &lt;ada@a.example&gt;</author>', ['Ada Quay']],
    ['<author>ada@a.example</author>', []],
    ['<author><name>Ada Quay</name></author>', ['Ada Quay']],
    ['<dc:creator>By Ada Quay</dc:creator><author>desk@a.example</author>', ['Ada Quay']],
    ['<dc:creator>Ada Quay</dc:creator><dc:creator>Ben Shore</dc:creator>', ['Ada Quay', 'Ben Shore']],
    ['<itunes:author>Ada Quay</itunes:author>', ['Ada Quay']],
  ])('the authors of %s', (item, authors) => {
    expect(readItem(item).authors).toEqual(authors);
  });

  test.each([
    [
      'Media RSS, the widest first, with its description and credit',
      '<media:content url="/a.jpg" medium="image" width="300"/><media:content url="/b.jpg" type="image/jpeg" width="1200"><media:description>A &amp;quot;ferry&amp;quot;</media:description><media:credit>Ada Quay</media:credit></media:content><media:thumbnail url="/c.jpg"/>',
      { url: 'https://harbour.example/b.jpg', alt: 'A "ferry"', credit: 'Ada Quay' },
    ],
    [
      'a group with a film: its thumbnail',
      '<media:group><media:content url="/a.mp4" type="video/mp4"/><media:thumbnail url="/c.jpg"/></media:group>',
      { url: 'https://harbour.example/c.jpg', alt: null, credit: null },
    ],
    [
      'an enclosure, described by the same picture in the text',
      '<enclosure url="https://a.example/f.jpg" type="image/jpeg" length="0"/><description>&lt;img src="https://a.example/f-300x200.jpg" alt="A ferry"&gt;</description>',
      { url: 'https://a.example/f.jpg', alt: 'A ferry', credit: null },
    ],
    [
      "a file's name, which describes nothing",
      '<media:content url="/a.jpg"><media:title>IMG_1234.jpg</media:title></media:content>',
      { url: 'https://harbour.example/a.jpg', alt: null, credit: null },
    ],
    ['a recording', '<enclosure url="https://a.example/f.mp3" type="audio/mpeg"/>', null],
    ['an icon', '<media:thumbnail url="/a.jpg" width="72"/>', null],
    ["an author's portrait", '<media:content url="https://secure.gravatar.com/avatar/1" medium="image"/>', null],
    ['an ornament in the text', '<description>&lt;img src="/a.gif" width="20" height="20"&gt;</description>', null],
  ])('the picture of %s', (_title, item, image) => {
    expect(readItem(item).image).toEqual(image);
  });

  test.each([
    ['Two sentences. Both whole.', 'Two sentences. Both whole.'],
    ['One is whole. The other is [...]', 'One is whole.'],
    ['One is whole. The other is… <a href="/1">Continue reading</a>', 'One is whole.'],
    ['None is whole as far as it [&#8230;]', 'None is whole as far as it…'],
    ['A text. <p>Read more</p>', 'A text.'],
    ['A text.<p>L’article <a>T</a> est apparu en premier sur <a>Herald</a>.</p>', 'A text.'],
    ['A text.<p>Inlägget <a>T</a> dök först upp på <a>Herald</a>.</p>', 'A text.'],
  ])('the summary of %j', (description, summary) => {
    expect(readItem(`<title>T</title><description><![CDATA[${description}]]></description>`).summary).toBe(summary);
  });

  test('where a feed gives the whole text as the description, its lead is the summary', () => {
    const text = `<p>The lead is short.</p><p>${'More is said below. '.repeat(60)}</p>`;
    const { summary, body } = readItem(`<title>T</title><description><![CDATA[${text}]]></description>`);
    expect(summary).toBe('The lead is short.');
    expect(body.length).toBeGreaterThan(1_000);
  });

  test.each([
    ['<embargo>2026-11-25T09:00:00+09:00</embargo>', '2026-11-25T00:00:00Z'],
    ['<cms:embargoUntil>Wed, 25 Nov 2026 00:00:00 GMT</cms:embargoUntil>', '2026-11-25T00:00:00Z'],
    ['<prism:embargoDate>2026-11-25T00:00:00Z</prism:embargoDate>', '2026-11-25T00:00:00Z'],
    ['<category>embargo:2026-11-25T00:00:00Z</category>', '2026-11-25T00:00:00Z'],
    // Without an offset: when it is nine o'clock everywhere.
    ['<embargo>2026-11-25 09:00</embargo>', '2026-11-25T21:00:00Z'],
    ['<embargo>none</embargo>', null],
    ['<category>Embargo on timber</category>', null],
  ])('the embargo of %s', (item, until) => {
    expect(readItem(item).embargoUntil).toEqual(until === null ? null : new Date(until));
  });

  test('an embargo that nobody can read never ends by itself', () => {
    expect(readItem('<embargo>next Tuesday</embargo>').embargoUntil?.getUTCFullYear()).toBe(9999);
  });

  test('the tag of an embargo is none of the article', () => {
    expect(readItem('<category>Ports</category><category>embargo: 25 Nov 2026 09:00 GMT</category>')).toMatchObject({
      tags: ['Ports'],
      embargoUntil: new Date('2026-11-25T09:00:00Z'),
    });
  });

  test("how long the feed may be kept is the feed's word", () => {
    expect(read('<rss><channel><title>H</title><ttl>10</ttl></channel></rss>').ttlMs).toBe(600_000);
  });
});
