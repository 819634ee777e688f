import type { Article, ArticleOrigin, ArticlePage } from './article.js';
import { withoutTracking } from './without-tracking.js';

/**
 * The page fills what the source left open; what the source says stays. Its link is without tracking: how readers of a
 * post are counted is for the templates to say. A person's file keeps what stands in it.
 */
export function completeArticle(said: Article, page: ArticlePage | null, origin: ArticleOrigin): Article {
  const link = said.url === null || origin !== 'source' ? said.url : withoutTracking(said.url);
  const article = link === said.url ? said : { ...said, url: link };
  if (page === null) return article;
  const { summary, image } = article;
  return {
    ...article,
    url: page.asked === link || page.asked === said.url ? (page.url ?? link) : link,
    summary: summary === '' ? (page.summary ?? '') : summary,
    image: image === null ? pictureOf(page) : { ...image, alt: image.alt ?? altOf(page, image.url) },
  };
}

/** A page says more of its picture than an article does: its size. */
function pictureOf({ image }: ArticlePage): Article['image'] {
  return image === null ? null : { url: image.url, alt: image.alt, credit: null };
}

function altOf({ image }: ArticlePage, url: string): string | null {
  return image?.url === url ? image.alt : null;
}
