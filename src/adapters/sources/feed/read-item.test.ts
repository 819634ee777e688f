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
    ['<guid isPermaLink=" False ">https://a.example/g</guid>', null],
    ['<link/><guid>https://a.example/g</guid>', 'https://a.example/g'],
    ['<link><![CDATA[https://a.example/1?a=1&amp;b=2]]></link>', 'https://a.example/1?a=1&b=2'],
    ['<link>https://a.example/a b</link>', 'https://a.example/a%20b'],
    ['<link>https://a.example/港/1</link>', 'https://a.example/港/1'],
    ['<link>www.a.example/news/1</link>', 'https://www.a.example/news/1'],
    ['<link>harbour.example/news/1</link>', 'https://harbour.example/news/1'],
    ['<link>news/1</link>', 'https://harbour.example/news/1'],
    ['<link xml:base="https://a.example/b/" href="1"/>', 'https://a.example/b/1'],
    ['<comments>https://a.example/1#c</comments><link>https://a.example/1</link>', 'https://a.example/1'],
    ['<link>mailto:desk@a.example</link><guid>https://a.example/g</guid>', 'https://a.example/g'],
    [
      '<atom:link rel="replies" href="https://a.example/c"/><atom:link rel="alternate" type="text/html" href="https://a.example/1"/>',
      'https://a.example/1',
    ],
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
    ['<![CDATA[Q&amp;A &#8211; <em>live</em>]]>', 'Q&A – live'],
    ['<![CDATA[I <3 Bergen, if a<b]]>', 'I <3 Bergen, if a<b'],
    ['It&#146;s &#150; late&#133;', 'It’s – late…'],
    ['A&nbsp;B &eacute;t&eacute; &AMP; &unknown;', 'A B été & &unknown;'],
    ['<![CDATA[One]]> two <![CDATA[three]]>', 'One two three'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;Ferry&lt;img src=x onerror=alert(1)&gt;', 'Ferry'],
    ['\u2067Ferry\u2069 re\u202dturns\u2066', 'Ferry returns'],
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
    ['One whole sentence. Another one. And half of […]', 'One whole sentence. Another one.'],
    ['<p>One whole sentence.</p><p>Another one.</p><p>Continue reading...</p>', 'One whole sentence.\n\nAnother one.'],
    ['<p>One whole sentence.</p><p>Half of &hellip; <a href="/1">Read more</a></p>', 'One whole sentence.'],
    ['Nothing but half of a sentence [...]', 'Nothing but half of a sentence…'],
    ['One whole sentence. And a second', 'One whole sentence. And a second'],
  ])('the text of an item that has an excerpt alone, %j, ends with a sentence', (written, body) => {
    expect(readItem(`<description><![CDATA[${written}]]></description>`).body).toBe(body);
  });

  test.each([
    ['<author>ada@a.example (Ada Quay)</author>', ['Ada Quay']],
    ['<author>Ada Quay &lt;ada@a.example&gt;</author>', ['Ada Quay']],
    ['<author>ada@a.example</author>', []],
    ['<author><name>Ada Quay</name></author>', ['Ada Quay']],
    ['<dc:creator>By Ada Quay</dc:creator><author>desk@a.example</author>', ['Ada Quay']],
    ['<dc:creator>Ada Quay</dc:creator><dc:creator>Ben Shore</dc:creator>', ['Ada Quay', 'Ben Shore']],
    ['<itunes:author>Ada Quay</itunes:author>', ['Ada Quay']],
    ['<dc:creator>https://a.example/authors/ada</dc:creator><author>Ada Quay</author>', ['Ada Quay']],
    ['<dc:creator>&lt;a href="/ada"&gt;Ada Quay&lt;/a&gt;</dc:creator>', ['Ada Quay']],
    ['<dc:creator/><author></author>', []],
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
    [
      'the same in several widths, as The Guardian has it',
      '<media:content width="140" url="/a.jpg?width=140"/><media:content width="700" url="/a.jpg?width=700"><media:credit scheme="urn:ebu">Ada Quay</media:credit></media:content>',
      { url: 'https://harbour.example/a.jpg?width=700', alt: null, credit: 'Ada Quay' },
    ],
    [
      'an address without an ending, said to be a picture, as Ghost has it',
      '<media:content medium="image" url="https://cdn.example/1?w=1200"/>',
      { url: 'https://cdn.example/1?w=1200', alt: null, credit: null },
    ],
    [
      'an enclosure that is just some file',
      '<enclosure url="/f.jpg" type="application/octet-stream" length="0"/>',
      { url: 'https://harbour.example/f.jpg', alt: null, credit: null },
    ],
    [
      'a text that loads it late',
      '<description>&lt;img src="data:image/gif;base64,R0" data-src="/f.jpg" alt="A ferry" width="1200" height="800"&gt;</description>',
      { url: 'https://harbour.example/f.jpg', alt: 'A ferry', credit: null },
    ],
    ['a film that is called a picture', '<media:content url="/f.mp4" medium="image" type="video/mp4"/>', null],
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
    ['<img src="a.jpg"/>A text.<br clear="all"/><a href="/1">Read more »</a>', 'A text.'],
    ['They tell us to read more.', 'They tell us to read more.'],
    ['A text.<div class="feedflare"><a href="/1"><img src="/2"></a></div>', 'A text.'],
    ['&lt;p class="lead"&gt;A text &amp;amp; more.&lt;/p&gt;', 'A text & more.'],
    ['The tag &lt;p&gt; opens a paragraph.', 'The tag <p> opens a paragraph.'],
    ['<style>p {}</style><figure><img src="a.jpg"><figcaption>A ferry</figcaption></figure><p>A text.</p>', 'A text.'],
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

  test.each<readonly [string, string | null]>([
    ['<embargo>2026-11-25T09:00:00+09:00</embargo>', '2026-11-25T00:00:00Z'],
    ['<cms:embargoUntil>Wed, 25 Nov 2026 00:00:00 GMT</cms:embargoUntil>', '2026-11-25T00:00:00Z'],
    ['<prism:embargoDate>2026-11-25T00:00:00Z</prism:embargoDate>', '2026-11-25T00:00:00Z'],
    ['<category>embargo:2026-11-25T00:00:00Z</category>', '2026-11-25T00:00:00Z'],
    // Without an offset: when it is nine o'clock everywhere.
    ['<embargo>2026-11-25 09:00</embargo>', '2026-11-25T21:00:00Z'],
    // A zone that nobody knows, or of which there are several.
    ...['COT', 'PET', 'CLT', 'IST', '+25:00'].map(
      (zone) => [`<embargo>2026-11-27 09:00 ${zone}</embargo>`, '2026-11-27T21:00:00Z'] as const,
    ),
    ['<embargo>2026-11-27 09:00 EST</embargo>', '2026-11-27T14:00:00Z'],
    ['<embargo>Fri, 27 Nov 2026 09:00 UT</embargo>', '2026-11-27T09:00:00Z'],
    ['<embargoed>true</embargoed><cms:embargo_date>2026-11-25T00:00:00Z</cms:embargo_date>', '2026-11-25T00:00:00Z'],
    ['<embargo-until>2026-11-25T00:00:00Z</embargo-until>', '2026-11-25T00:00:00Z'],
    ['<category>#embargo-2026-11-25T00:00:00Z</category>', '2026-11-25T00:00:00Z'],
    ['<embargo>none</embargo><category>embargo:2026-11-25T00:00:00Z</category>', '2026-11-25T00:00:00Z'],
    ['<embargo>none</embargo>', null],
    ['<category>Embargo on timber</category>', null],
  ])('the embargo of %s', (item, until) => {
    expect(readItem(item).embargoUntil).toEqual(until === null ? null : new Date(until));
  });

  const until = '2026-11-25T00:00:00Z';
  test.each([
    [{ embargoUntil: until }],
    [{ _embargoUntil: until }],
    [{ embargoed_until: until }],
    [{ _harbour: { about: 'https://harbour.example/ext', embargoUntil: until } }],
    [{ _harbour: null, _cms: { embargo: until } }],
    [{ tags: ['Ports', `embargo:${until}`] }],
  ])('the embargo of an item of JSON Feed, %j', (fields) => {
    const version = 'https://jsonfeed.org/version/1.1';
    const [article] = read(JSON.stringify({ version, items: [{ id: '1', title: 'T', ...fields }] })).articles;
    expect(article).toMatchObject({ title: 'T', embargoUntil: new Date(until) });
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

  test.each([
    ['<pubDate>soon</pubDate><dc:date>2026-11-24T18:00+09:00</dc:date>', '2026-11-24T09:00:00Z', null],
    ['<pubDate>Tue, 24 Nov 2026 09:00:00</pubDate>', '2026-11-24T09:00:00Z', null],
    [
      '<pubDate>Tue, 24 Nov 2026 09:00:00 Z</pubDate><atom:updated>2026-11-24T10:00:00Z</atom:updated>',
      '2026-11-24T09:00:00Z',
      '2026-11-24T10:00:00Z',
    ],
  ])('the times of %s', (item, published, updated) => {
    const { publishedAt, updatedAt } = readItem(item);
    expect([publishedAt, updatedAt]).toEqual([new Date(published), updated === null ? null : new Date(updated)]);
  });

  test.each([
    ['en_us', 'en-US'],
    ['JA', 'ja'],
    ['English', null],
    ['?', null],
  ])('the language %s', (written, language) => {
    expect(readItem(`<title>T</title><dc:language>${written}</dc:language>`).language).toBe(language);
  });

  test('categories of any domain are its tags, each once; what programs write for none is none', () => {
    expect(
      readItem(
        '<category domain="https://a.example/tag" nicename="p"><![CDATA[Ports &amp; piers]]></category><category>Ports &amp;amp; piers</category><category/><category>Uncategorized</category><dc:subject>Tides</dc:subject>',
      ).tags,
    ).toEqual(['Ports & piers', 'Tides']);
  });

  test("how long the feed may be kept is the feed's word", () => {
    expect(read('<rss><channel><title>H</title><ttl>10</ttl></channel></rss>').ttlMs).toBe(600_000);
  });
});
