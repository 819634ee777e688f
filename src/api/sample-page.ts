import type { FastifyInstance } from 'fastify';
import type { Article } from '../domain/article.js';
import { drawPage, escape, HTML } from './html.js';

export interface SampleOptions {
  /** Where it is served. */
  readonly path: string;
  readonly readArticle: () => Article;
  /** Of its link card: a PNG of 1200 × 630. */
  readonly drawPicture: () => Promise<Uint8Array>;
}

/** The page of the demo's sample article, with what networks make a link card of. */
export function addSamplePage(api: FastifyInstance, { path, readArticle, drawPicture }: SampleOptions): void {
  api.get(path, (_request, reply) => reply.type(HTML).send(drawArticlePage(readArticle())));
  api.get(`${path}/card.png`, async (_request, reply) =>
    reply.type('image/png').send(Buffer.from(await drawPicture())),
  );
}

function drawArticlePage(article: Article): string {
  const tags = [
    ['og:title', article.title],
    ['og:description', article.summary],
    ['og:type', 'article'],
    ['og:image', `${article.url ?? ''}/card.png`],
    ['og:image:alt', 'A bell swings over the stalls of a market square'],
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
