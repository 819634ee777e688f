import type { Article } from '../domain/article.js';
import type { Post } from '../domain/post.js';

/** What the home page shows. Times are written in the newsroom's zone by `time`. */
export interface Home {
  readonly posts: readonly Post[];
  readonly simulators: readonly { readonly title: string; readonly url: string }[];
  readonly time: (at: Date) => string;
}

export function drawHomePage({ posts, simulators, time }: Home): string {
  const links = simulators.map(({ title, url }) => `<a href="${escape(url)}">SIMULATED ${escape(title)} timeline</a>`);
  const rows = posts.map(
    (
      post,
    ) => `<tr><td>${escape(time(post.publishedAt ?? post.dueAt))}</td><td>${escape(post.account.name)}${post.account.simulated ? ' <em>SIMULATED</em>' : ''}</td>
<td>${escape(post.state)}</td><td class="text">${escape(post.parts[0]?.text ?? '')}</td></tr>`,
  );
  const table =
    rows.length === 0
      ? '<p>No posts yet. <code>bin/kawaraban publish FILE</code> takes an article in.</p>'
      : `<table><thead><tr><th>Time</th><th>Account</th><th>State</th><th>Text</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return page('Kawaraban', `<h1>Kawaraban</h1>${links.length > 0 ? `<p>${links.join(' · ')}</p>` : ''}${table}`);
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
  return page(
    article.title,
    `<p class="soft">SIMULATED: a sample article of the demo</p><h1>${escape(article.title)}</h1>${byline}${paragraphs.join('')}`,
    tags.join(''),
  );
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>${head}<style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:light-dark(#f6f7f9,#0f1216);color:light-dark(#191d23,#e6e9ee)}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem;text-wrap:balance}
a{color:light-dark(#0b57b7,#7ab8ff)}.soft,em{color:light-dark(#5b6470,#98a2b0);font-style:normal}em{font-size:.75rem;letter-spacing:.04em}
table{width:100%;border-collapse:collapse;background:light-dark(#fff,#171b21);border-radius:8px;overflow:hidden}
th,td{text-align:left;vertical-align:top;padding:.6rem .75rem;border-bottom:1px solid light-dark(#e3e7ec,#262c35)}th{font-weight:600}
td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums}.text{white-space:pre-line;overflow-wrap:anywhere}
@media(max-width:40rem){thead{display:none}tr{display:block;padding:.4rem 0;border-bottom:1px solid light-dark(#e3e7ec,#262c35)}td{display:block;border:0;padding:.15rem .75rem}}`;

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
