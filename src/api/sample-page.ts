import type { Article } from '../domain/article.js';
import { drawPage, escape } from './html.js';

/** The sample article as a page of a news site, with the tags that link cards are made of. */
export function drawArticlePage(article: Article): string {
  const tags = [
    ['og:title', article.title],
    ['og:description', article.summary],
    ['og:type', 'article'],
    ['og:site_name', article.publication?.name ?? ''],
  ].map(([name, content]) => `<meta property="${escape(name ?? '')}" content="${escape(content ?? '')}">`);
  const paragraphs = article.body.split('\n\n').map((paragraph) => `<p>${escape(paragraph)}</p>`);
  const byline = article.authors.length > 0 ? `<p class="soft">${escape(article.authors.join(', '))}</p>` : '';
  return drawPage(
    article.title,
    `<p class="soft">SIMULATED: a sample article of the demo</p><h1>${escape(article.title)}</h1>${byline}${paragraphs.join('')}`,
    tags.join(''),
  );
}
