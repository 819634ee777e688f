/** Small feeds of each format, written for the tests; their sites exist nowhere. */
const STORY = 'https://harbour.example/2026/11/ferry/';

/** As WordPress with Yoast SEO and a cache writes it. */
export const WORDPRESS = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	>
<channel>
	<title>Harbour Herald</title>
	<atom:link href="https://harbour.example/feed/" rel="self" type="application/rss+xml" />
	<atom:link rel="hub" href="https://hub.example/" />
	<link>https://harbour.example</link>
	<description></description>
	<language>en-US</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<item>
		<title>Ferry runs again &#8211; islands&#8217; schools relieved</title>
		<link>${STORY}</link>
		<dc:creator><![CDATA[Aiko Mori]]></dc:creator>
		<pubDate>Tue, 24 Nov 2026 09:00:00 +0000</pubDate>
		<category><![CDATA[Uncategorized]]></category>
		<category><![CDATA[Islands]]></category>
		<category><![CDATA[Ferries &amp; ports]]></category>
		<guid isPermaLink="false">https://harbour.example/?p=1001</guid>
		<description><![CDATA[<p>The board said the ferry will run again. Its captain, who has waited for a year, [&#8230;]</p>
<p>The post <a href="${STORY}">Ferry runs again &#8211; islands&#8217; schools relieved</a> appeared first on <a href="https://harbour.example">Harbour Herald</a>.</p>
]]></description>
		<content:encoded><![CDATA[<figure><img width="1024" height="683" src="/files/ferry-1024x683.jpg" alt="The ferry at pier 3" /><figcaption>A caption</figcaption></figure>
<p>The board said
the ferry will run again.</p><script>track("<p>")</script>
<p>Its captain, who has waited for a year, is glad.<br />So are the schools.</p>
<p>The post <a href="${STORY}">Ferry runs again &#8211; islands&#8217; schools relieved</a> appeared first on <a href="https://harbour.example">Harbour Herald</a>.</p>
]]></content:encoded>
	</item>
</channel>
</rss>
<!-- Dynamic page generated in 0.118 seconds. -->
`;

export const RSS_091 = `<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Old Herald</title><link>http://old.example/</link>
<item><title>Pier 3 &amp; pier 4 open</title><link>/news/4</link><description>Both piers open.</description></item>
</channel></rss>`;

export const RDF = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://harbour.example/rdf"><title>Harbour RDF</title><link>https://harbour.example/</link>
<items><rdf:Seq><rdf:li resource="https://harbour.example/a"/></rdf:Seq></items></channel>
<item rdf:about="https://harbour.example/a"><title>Tide tables</title><link>https://harbour.example/a</link>
<d:creator>Ben Shore</d:creator><d:date>2026-11-24T09:00+09:00</d:date><d:subject>Tides</d:subject></item>
</rdf:RDF>`;

export const ATOM = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://harbour.example/news/">
<title type="html">Harbour &amp;amp; Bay</title><author><name>The desk</name></author>
<link rel="self" href="/atom.xml"/><link rel="hub" href="https://hub.example/"/><link href="https://harbour.example/"/>
<entry><id>tag:harbour.example,2026:1</id><title type="text">What &lt;blink&gt; did</title>
<link rel="replies" href="1#replies"/><link rel="alternate" type="text/html" href="1"/>
<published>2026-11-24T09:00:00Z</published><updated>2026-11-24T10:00:00Z</updated>
<category term="Web"/><summary type="html">&lt;p&gt;It &lt;em&gt;blinked&lt;/em&gt;.&lt;/p&gt;</summary></entry>
<entry xml:base="2/"><id>tag:harbour.example,2026:2</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Rain <b>again</b></div></title>
<link href="index"/><updated>2026-11-24T11:00:00Z</updated><author><name>Cleo Strand</name><email>cleo@harbour.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It rains.</p><p>Still.</p></div></content></entry>
</feed>`;

export const ATOM_03 = `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harbour 0.3</title>
<entry><title mode="escaped" type="text/html">Old &lt;b&gt;news&lt;/b&gt;</title><link rel="alternate" type="text/html" href="https://harbour.example/old"/>
<id>old</id><issued>2003-12-13T08:29:29-04:00</issued><modified>2003-12-14T08:29:29-04:00</modified></entry></feed>`;

export const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Harbour JSON',
  home_page_url: 'https://harbour.example/',
  feed_url: 'https://harbour.example/feed.json',
  authors: [{ name: 'The desk' }],
  hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
  items: [
    {
      id: 7,
      url: '/seven',
      title: 'Seven & more',
      content_html: '<p>Seven seals.</p>',
      image: '/seal.jpg',
      date_published: '2026-11-24T09:00:00Z',
      tags: ['Seals', 5, null],
      language: 'en_gb',
    },
    { id: 'note', content_text: 'A note without a title. It has two sentences.' },
  ],
});

/** An RSS feed with these items. */
export function rssOf(...items: readonly string[]): string {
  return `<rss version="2.0"><channel><title>Herald</title><link>https://harbour.example/</link>${items.join('')}</channel></rss>`;
}
