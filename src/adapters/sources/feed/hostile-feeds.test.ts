import { afterEach, expect, test } from 'vitest';
import { collectGarbage } from '../../../../tests/support/collect-garbage.js';
import { rssOf } from '../../../../tests/support/feeds.js';
import { readFeed } from './read-feed.js';

const ITEM = '<item><title>Ferry</title></item>';
const many = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => one(i)).join('');

/** Each in about the most that is fetched of a feed, and what becomes of it. */
const HOSTILE: readonly (readonly [string, string | RegExp, () => string])[] = [
  [
    'an entity that names a file',
    'Ferry &x;',
    () => `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rssOf('<item><title>Ferry &x;</title></item>')}`,
  ],
  [
    'a billion laughs',
    '&b;',
    () =>
      `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1_000)}">]>${rssOf('<item><title>&b;</title></item>')}`,
  ],
  [
    'an entity of a parameter that names an address',
    'Ferry %y;',
    () =>
      `<!DOCTYPE rss [<!ENTITY % y SYSTEM "http://127.0.0.1:1/x.dtd"> %y;]>${rssOf('<item><title>Ferry %y;</title></item>')}`,
  ],
  [
    'null bytes and overrides of direction everywhere',
    'Ferry',
    () => rssOf('<item><title>\0F\u202ee\0r\u2066r\u202cy\0</title><link>java\0script:alert(1)</link></item>'),
  ],
  [
    'names of the program itself',
    'Ferry',
    () => rssOf('<item><__proto__>a</__proto__><constructor>b</constructor><title __proto__="c">Ferry</title></item>'),
  ],
  [
    'a JSON Feed with such names',
    'Ferry',
    () => '{"__proto__":{"polluted":1},"items":[{"__proto__":{"polluted":1},"id":"1","title":"Ferry"}]}',
  ],
  ['100,000 elements within each other', /200 deep/, () => rssOf('<a>'.repeat(100_000), '</a>'.repeat(100_000))],
  ['as many that never close', /200 deep/, () => `<rss><channel>${'<a>'.repeat(100_000)}`],
  [
    'as many in the text of an item',
    'Ferry',
    () => rssOf(`<item><title>Ferry</title><description><![CDATA[${'<div>'.repeat(100_000)}]]></description></item>`),
  ],
  ['180,000 items', /more than 150000 elements/, () => rssOf(ITEM.repeat(180_000))],
  [
    'elements with a million names',
    /more than 150000 elements/,
    () => rssOf(`<item>${many(500_000, (i) => `<a${i}/>`)}</item>`),
  ],
  ['200,000 attributes', /more than 500 attributes/, () => rssOf(`<item ${many(200_000, (i) => `a${i}="b"`)}/>`)],
  ['namespaces within namespaces', /200 deep/, () => rssOf(many(100_000, (i) => `<a xmlns:b${i}="c">`))],
  ['9 MB of entities', /^<+…$/, () => rssOf(`<item><title>${'&lt;'.repeat(2_300_000)}</title></item>`)],
  ['a title of a megabyte', /^(?:word )+word…$/, () => rssOf(`<item><title>${'word '.repeat(200_000)}</title></item>`)],
  [
    'tags that never end',
    /more than 500 attributes/,
    () => rssOf(`<item><title>${'<a '.repeat(3_000_000)}</title></item>`),
  ],
  ['comments that never end', /is not closed/, () => rssOf(`<item><title>${'<!--'.repeat(2_300_000)}`)],
  ['a declaration that never ends', /it is no feed/, () => `<!DOCTYPE rss [${'] '.repeat(4_500_000)}`],
  [
    'the same words without end at the end of every text',
    'Ferry',
    () =>
      rssOf(
        `<item><title>Ferry</title><description>${'The post read more\n[…] '.repeat(15_000)}</description></item>`.repeat(
          20,
        ),
      ),
  ],
  ['lists within lists', /lists within lists/, () => `{"items":${'['.repeat(4_000_000)}`],
  ['20 MB', /larger than 10000000 bytes/, () => rssOf(ITEM.repeat(600_000))],
];

afterEach(() => {
  expect('polluted' in {}).toBe(false);
});

test.each(HOSTILE)(
  '%s in a feed costs neither a second nor much memory, and means nothing',
  (_title, expected, write) => {
    const bytes = Buffer.from(write());
    // What earlier tests have left is collected at no cost of this one.
    collectGarbage();
    const memoryBefore = process.memoryUsage().rss;
    const before = process.cpuUsage();
    const feed = readFeed(bytes, { url: null, contentType: null });
    const { user } = process.cpuUsage(before);
    expect(feed.kind === 'refused' ? feed.reason : feed.articles[0]?.title).toMatch(expected);
    // Of the processor, since other tests run beside this one; one second of a machine that does nothing else.
    expect(user / 1_000).toBeLessThan(10_000);
    expect((process.memoryUsage().rss - memoryBefore) / 1_048_576).toBeLessThan(300);
  },
);

test('of very many items the first 2,000 are read', () => {
  const feed = readFeed(Buffer.from(rssOf(ITEM.repeat(5_000))), { url: null, contentType: null });
  expect(feed).toMatchObject({ kind: 'feed', articles: { length: 2_000 } });
});
