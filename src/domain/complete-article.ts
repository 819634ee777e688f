import type { Article, ArticlePage } from './article.js';

/** The page fills what the source left open; what the source says stays. */
export function completeArticle(article: Article, page: ArticlePage | null): Article {
  if (page === null) return article;
  const { url, summary, image } = article;
  return {
    ...article,
    url: page.asked === url ? (page.url ?? url) : url,
    summary: summary === '' ? (page.summary ?? '') : summary,
    image: image === null ? pictureOf(page) : { ...image, alt: image.alt ?? altOf(page, image.url) },
  };
}

function pictureOf({ image }: ArticlePage): Article['image'] {
  return image === null ? null : { ...image, credit: null };
}

function altOf({ image }: ArticlePage, url: string): string | null {
  return image?.url === url ? image.alt : null;
}
