import type { Article } from '../../../domain/article.js';
import type { ArticleFile } from './article-file.js';
import { articleOfFields } from './article-of-fields.js';
import { Fields } from './fields.js';
import { paragraphsOf } from './paragraphs.js';
import { lineAt, unreadable } from './unreadable.js';

/** One JSON object with the keys of an article; dates as in front matter. */
export function readJsonArticle(text: string, file: ArticleFile): Article {
  const content = parse(text, file);
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw unreadable(file.fileName, 1, 'expected one JSON object such as {"title": "…", "body": "…"}');
  const fields = new Fields(file);
  for (const [key, value] of Object.entries(content)) fields.set(key, value, () => lineOfKey(text, key));
  const body = paragraphsOf(fields.longText('body', 'content', 'text') ?? '');
  return articleOfFields(fields, {
    title: null,
    body,
    authors: [],
    publication: null,
    tags: [],
    url: null,
    publishedAt: null,
    embargoUntil: null,
  });
}

function parse(text: string, file: ArticleFile): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw unreadable(file.fileName, lineOfError(text, message), `expected JSON (${message.slice(0, 120)})`);
  }
}

/** V8 names a position, quotes what surrounds the place, or says that the text ended. */
function lineOfError(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return lineAt(text, Number(position));
  const quoted = /, (?:\.\.\.)?"([\s\S]*)"(?:\.\.\.)? is not valid JSON$/.exec(message)?.[1];
  if (quoted === undefined) return lineAt(text, text.trimEnd().length);
  // The excerpt holds up to ten characters on either side.
  return lineAt(text, text.indexOf(quoted) + Math.min(10, quoted.length - 1));
}

function lineOfKey(text: string, key: string): number {
  return lineAt(text, text.indexOf(`${JSON.stringify(key)}:`));
}
