import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestArticle } from '../../src/application/ingest-article.js';
import type { ArticleOrigin, ArticlePage } from '../../src/domain/article.js';
import { ARTICLE } from '../support/samples.js';
import { TemplateFolder } from '../support/template-folder.js';
import { TestNewsroom } from '../support/test-newsroom.js';

const STORY = 'https://harbour-post.example/2026/ferry';
const OF_THE_FEED = `${STORY}?at_medium=RSS&at_campaign=rss&id=7`;
const CLEAN = `${STORY}?id=7`;
const TEMPLATES = {
  'x/default': '---\nwhen: now\n---\n{{ article.title }}\n\n{{ article.url }}',
  'facebook/default': '---\nwhen: now\n---\n{{ article.title }}',
};

describe('the link of a post', () => {
  let templates: TemplateFolder;
  let newsroom: TestNewsroom;
  beforeEach(async () => {
    templates = new TemplateFolder(TEMPLATES);
    newsroom = await TestNewsroom.open({ templates: templates.path });
  });
  afterEach(async () => {
    await newsroom.close();
    templates.remove();
  });
  const linksOf = async (url: string, origin: ArticleOrigin) => {
    const { posts } = await ingestArticle(newsroom.ports, { ...ARTICLE, url }, origin, null);
    return posts.map(({ parts: [part] }) => [part?.text.split('\n').at(-1), part?.link]);
  };

  it('is that of the article, without the parameters by which its feed counts readers', async () => {
    expect(await linksOf(OF_THE_FEED, 'source')).toEqual([
      [CLEAN, CLEAN],
      [ARTICLE.title, CLEAN],
    ]);
    expect(await newsroom.ledger.findArticleByKeys(['url:harbour-post.example/2026/ferry?id=7'])).not.toBeNull();
    await linksOf(`${CLEAN}&at_medium=Atom`, 'source');
    await newsroom.sweepOnce();
    const posts = await newsroom.ledger.listPosts({});
    expect(posts.map(({ parts: [part] }) => part?.link)).toEqual([CLEAN, CLEAN]);
    expect(await newsroom.ledger.listNewestArticles(9)).toMatchObject([{ article: { url: CLEAN } }]);
  });

  it('is as a person wrote it in a file', async () => {
    expect(await linksOf(OF_THE_FEED, 'file')).toEqual([
      [OF_THE_FEED, OF_THE_FEED],
      [ARTICLE.title, OF_THE_FEED],
    ]);
  });

  it('is the page’s own address where the link led there, whenever the page was read', async () => {
    for (const [index, asked] of ['source=rss----1', ''].entries()) {
      const short = `https://short.example/${index}`;
      const article = { ...ARTICLE, url: `${short}?source=rss----1`, title: `Story ${index}` };
      const recorded = await newsroom.ledger.recordArticle(article, [`guid:${index}`], 'source', null);
      const page: ArticlePage = { asked: short, url: CLEAN, summary: null, image: null, warnings: [] };
      const read = { ...page, asked: asked === '' ? short : `${short}?${asked}` };
      expect(await newsroom.ledger.savePage(recorded.id, read, null)).toMatchObject({ article: { url: CLEAN } });
    }
  });
});
