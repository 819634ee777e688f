import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestArticle } from '../../src/application/ingest-article.js';
import type { Article } from '../../src/domain/article.js';
import { ARTICLE } from '../support/samples.js';
import { TestNewsroom } from '../support/test-newsroom.js';

const WORDLESS = { ...ARTICLE, title: '', summary: '', body: '' };

describe('an article that has neither a title nor a text', () => {
  let newsroom: TestNewsroom;
  beforeEach(async () => {
    newsroom = await TestNewsroom.open();
  });
  afterEach(() => newsroom.close());
  const takeIn = async (article: Article) => (await ingestArticle(newsroom.ports, article, 'source', null)).posts;

  it('is not posted as a bare link: each of its posts waits for a person', async () => {
    const posts = await takeIn(WORDLESS);
    const message = 'the article has neither a title nor a text';
    const held = { state: 'held', problems: [{ code: 'no-words', part: null, message }] };
    expect(posts).toMatchObject([held, held]);
    const [post] = posts;
    expect(await newsroom.ledger.releasePost(post?.id ?? '')).toMatchObject({ state: 'scheduled' });
  });

  it('waits no more when its source gives it words, and still does when only its link changes', async () => {
    const [post] = await takeIn(WORDLESS);
    const fresh = () => newsroom.ledger.findPost(post?.id ?? '');
    const guid = { guid: 'https://harbour-post.example/?p=12' };
    await takeIn({ ...WORDLESS, ...guid });
    await takeIn({ ...WORDLESS, ...guid, url: 'https://harbour-post.example/moved' });
    await newsroom.sweepOnce();
    expect(await fresh()).toMatchObject({ state: 'held', problems: [{ code: 'no-words' }] });
    await takeIn({ ...WORDLESS, ...guid, url: 'https://harbour-post.example/moved', title: ARTICLE.title });
    await newsroom.sweepOnce();
    expect((await fresh())?.problems).toEqual([]);
    expect((await fresh())?.parts[0]?.text).toContain(ARTICLE.title);
  });

  it.each([{ title: ARTICLE.title }, { summary: ARTICLE.summary }])('is one with either: %o', async (words) => {
    expect(await takeIn({ ...WORDLESS, ...words })).toMatchObject([{ problems: [] }, { problems: [] }]);
  });
});
