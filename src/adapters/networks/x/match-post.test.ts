import { describe, expect, it } from 'vitest';
import type { Part } from '../../../domain/post.js';
import { matchPost } from './match-post.js';
import { readTimelinePage, type TimelinePost } from './timeline-post.js';

const part = (given: Partial<Part> = {}): Part => ({
  position: 0,
  text: 'Fish & chips <today> https://example.com/fish',
  link: 'https://example.com/fish',
  media: [],
  inReplyTo: null,
  ...given,
});
const post = (given: Partial<TimelinePost> = {}): TimelinePost => ({
  id: '636',
  text: 'Fish &amp; chips &lt;today&gt; https://t.co/AbCdEf1234',
  createdAt: new Date('2026-11-24T09:00:00Z'),
  parent: null,
  links: ['https://example.com/fish'],
  ...given,
});
const picture = [{ pictureId: 'a', url: null, alt: '' }];

describe('a post on the timeline', () => {
  it.each([
    ['as X shows it', part(), post()],
    ['on a server that leaves links as they are', part(), post({ text: part().text, links: [] })],
    [
      'with the link written out in full',
      part({ text: 'Read example.com', link: null }),
      post({ text: 'Read https://t.co/a1', links: ['http://example.com'] }),
    ],
    ['with a slash more behind the link', part({ link: 'https://example.com/fish/' }), post()],
    [
      'with the link that the short one leads to',
      part(),
      post({ links: ['https://short.example/1', 'https://example.com/fish'] }),
    ],
    ['with a link for the picture', part({ media: picture }), post({ text: `${post().text} https://t.co/Media12345` })],
    ['with letters composed otherwise', part({ text: 'Cafe\u0301', link: null }), post({ text: 'Café', links: [] })],
    [
      'with an entity that we wrote ourselves',
      part({ text: 'Use &amp; here', link: null }),
      post({ text: 'Use &amp;amp; here', links: [] }),
    ],
    ['with other white space', part({ text: 'One\n\nTwo ', link: null }), post({ text: 'One\n\nTwo', links: [] })],
    ['in a thread', part({ inReplyTo: '635' }), post({ parent: '635' })],
    ['on a server that says nothing of parents', part(), post({ parent: undefined })],
  ])('is ours %s', (_, ours, theirs) => {
    expect(matchPost(ours, theirs)).toBe('match');
  });

  it.each([
    ['with another text', part({ text: 'Chips https://example.com/fish' }), post()],
    ['with another link', part(), post({ links: ['https://example.com/chips'] })],
    ['under another parent', part({ inReplyTo: '635' }), post({ parent: '634' })],
    ['at the top while ours is in a thread', part({ inReplyTo: '635' }), post()],
    ['in a thread while ours is at the top', part(), post({ parent: '635' })],
    ['with one link more and no picture of ours', part(), post({ text: `${post().text} https://t.co/Media12345` })],
  ])('is not ours %s', (_, ours, theirs) => {
    expect(matchPost(ours, theirs)).toBe('other');
  });

  it.each([
    ['the link is shortened and not explained', part(), post({ links: [] })],
    ['the parent is not told', part({ inReplyTo: '635' }), post({ parent: undefined })],
  ])('leaves it unclear when %s', (_, ours, theirs) => {
    expect(matchPost(ours, theirs)).toBe('unclear');
  });
});

describe('a page of the timeline', () => {
  const wire = { id: '636', text: 'Short…', created_at: '2026-11-24T09:00:00.000Z', conversation_id: '635' };

  it.each(['referenced_tweets', 'referenced_posts'])('names the parent in %s', (name) => {
    const page = readTimelinePage({ data: [{ ...wire, [name]: [{ type: 'replied_to', id: '635' }] }], meta: {} });
    expect(page?.posts).toMatchObject([{ id: '636', parent: '635' }]);
  });

  it.each(['note_tweet', 'note_post'])('gives the whole of a long text in %s', (name) => {
    expect(readTimelinePage({ data: [{ ...wire, [name]: { text: 'Long' } }] })?.posts).toMatchObject([
      { text: 'Long' },
    ]);
  });

  it('is empty when X counts no posts', () => {
    expect(readTimelinePage({ meta: { result_count: 0 } })).toEqual({ posts: [], nextToken: null });
  });

  it.each([
    ['nothing', undefined],
    ['errors alone', { errors: [{ type: 'https://api.x.com/2/problems/resource-not-found' }] }],
    ['a count without posts', { meta: { result_count: 2 } }],
    ['a post without an id', { data: [{ text: 'a' }] }],
  ])('proves nothing when it has %s', (_, body) => {
    expect(readTimelinePage(body)).toBeNull();
  });
});
