import type { Article } from '../domain/article.js';
import type { Post } from '../domain/post.js';
import { drawPage, escape } from './html.js';
import { drawName, drawTasks, type Offer, type Tasks } from './tasks.js';

/** What the home page shows. Times are written in the newsroom's zone by `time`. */
export interface Home {
  readonly posts: readonly Post[];
  readonly tasks: Tasks;
  readonly simulators: readonly { readonly title: string; readonly url: string }[];
  readonly time: (at: Date) => string;
}

/** `complaint`: what came of a button that was pressed, in plain words; null where there is nothing to say. */
export function drawHomePage({ posts, tasks, simulators, time }: Home, offer: Offer, complaint: string | null): string {
  const links = simulators.map(({ title, url }) => `<a href="${escape(url)}">SIMULATED ${escape(title)} timeline</a>`);
  const rows = posts.map(
    (post) => `<tr><td>${escape(time(post.publishedAt ?? post.dueAt))}</td><td>${drawName(post.account)}</td>
<td>${escape(post.state)}</td><td class="text">${escape(post.parts[0]?.text ?? '')}</td></tr>`,
  );
  const table =
    rows.length === 0
      ? '<p>No posts yet. <code>bin/kawaraban publish FILE</code> takes an article in.</p>'
      : `<table><thead><tr><th>Time</th><th>Account</th><th>State</th><th>Text</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return drawPage(
    'Kawaraban',
    [
      '<h1>Kawaraban</h1>',
      links.length > 0 ? `<p>${links.join(' · ')}</p>` : '',
      complaint === null ? '' : `<p class="complaint" role="alert">${escape(complaint)}</p>`,
      drawTasks(tasks, time, offer),
      table,
    ].join(''),
  );
}

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
