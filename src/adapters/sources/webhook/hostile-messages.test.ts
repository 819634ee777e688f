import { afterEach, expect, test } from 'vitest';
import type { HookMessage } from '../../../application/ports/webhook-format.js';
import { readGhost } from './read-ghost.js';
import { readStandard } from './read-standard.js';
import { readWordPress } from './read-wordpress.js';

/** What a message says of its article, in the words of each dialect. */
interface Said {
  readonly title?: string;
  readonly link?: string;
  readonly picture?: string;
  readonly alt?: string;
  readonly text?: string;
}

const PICTURE = 'https://harbour-post.example/a.jpg';
const LINK = 'https://harbour-post.example/1';
const ARRIVAL = { at: new Date('2026-11-24T09:00:00Z'), zone: 'Asia/Tokyo' };

const READERS: readonly (readonly [string, (said: Said) => HookMessage])[] = [
  [
    'Ghost',
    ({ title = 'T', link = LINK, picture = PICTURE, alt = 'A', text = '' }) => {
      const image = { feature_image: picture, feature_image_alt: alt, feature_image_caption: alt };
      const current = {
        id: '1',
        status: 'published',
        title,
        url: link,
        html: text,
        authors: [{ name: title }],
        ...image,
      };
      return readGhost(Buffer.from(JSON.stringify({ post: { current, previous: {} } })));
    },
  ],
  [
    'our WordPress plugin',
    ({ title = 'T', link = LINK, picture = PICTURE, alt = 'A', text = '' }) => {
      const data = {
        guid: '1',
        link,
        title,
        content: text,
        authors: [title],
        image: { url: picture, alt, caption: alt },
      };
      return readWordPress(Buffer.from(JSON.stringify({ type: 'post.published', data })));
    },
  ],
  [
    'Standard Webhooks',
    ({ title = 'T', link = LINK, picture = PICTURE, alt = 'A', text = '' }) => {
      const data = { title, url: link, body: text, authors: [title], image: { url: picture, alt, credit: alt } };
      return readStandard(Buffer.from(JSON.stringify({ data })), ARRIVAL);
    },
  ],
];

function articleOf(message: HookMessage) {
  if (message.kind !== 'published') throw new Error(JSON.stringify(message));
  return message.article;
}

afterEach(() => {
  expect('polluted' in {}).toBe(false);
});

test.each(READERS)('what is invisible in a message of %s is gone, wherever it stands', (_dialect, read) => {
  const spoilt = '\u202eF\0er\u2066ry\u200b\u202c';
  const { title, authors, body, image } = articleOf(read({ title: spoilt, alt: spoilt, text: spoilt }));
  expect({ title, authors, body, image }).toEqual({
    title: 'Ferry',
    authors: ['Ferry'],
    body: 'Ferry',
    image: { url: PICTURE, alt: 'Ferry', credit: 'Ferry' },
  });
});

test.each(READERS.slice(0, 2))('markup in a message of %s is none of its texts', (_dialect, read) => {
  const text = '<p>It <em>sails</em>.<script>alert(1)</script><img src=x onerror=alert(1)></p>';
  const { body, image } = articleOf(read({ text, alt: 'Photo: <a href="/ada">Ada &amp; Ben</a>' }));
  expect({ body, credit: image?.credit }).toEqual({ body: 'It sails.', credit: 'Photo: Ada & Ben' });
});

test.each(READERS)('a link or a picture of %s that runs a script is none', (_dialect, read) => {
  for (const address of ['javascript:alert(1)', ' JaVaScript:alert(1)', 'data:text/html,x', 'file:///etc/passwd']) {
    for (const said of [{ link: address }, { picture: address }]) {
      const message = read(said);
      if (message.kind === 'unreadable') expect(message.reason).toContain('expected a whole http(s) address');
      else expect(JSON.stringify(articleOf(message))).not.toContain(address.trim());
    }
  }
});

test.each(READERS)('a title of half a megabyte of %s is cut at a word, or refused', (_dialect, read) => {
  const message = read({ title: 'ferry '.repeat(80_000) });
  if (message.kind === 'unreadable') expect(message.reason).toContain('expected a title of at most 1000 characters');
  else expect(articleOf(message).title).toMatch(/^(?:ferry ){150,166}ferry…$/);
});

test.each([readGhost, readWordPress, (body: Uint8Array) => readStandard(body, ARRIVAL)])(
  'a message with names of the program itself reaches nothing',
  (read) => {
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"data":{"__proto__":{"polluted":1}}}';
    expect(read(Buffer.from(body)).kind).not.toBe('published');
  },
);
