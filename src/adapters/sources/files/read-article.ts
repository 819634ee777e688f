import type { Article } from '../../../domain/article.js';
import { decodeBytes } from '../../documents/decode-bytes.js';
import type { ArticleFile } from './article-file.js';
import { cleanText } from './clean-text.js';
import { readJsonArticle } from './json-article.js';
import { readMarkdown } from './markdown.js';
import { readPressText } from './press-text.js';
import { lineAt, unreadable } from './unreadable.js';

const MAX_BYTES = 1_048_576;
const MAX_TITLE = 1_000;

/** Reads an article by its form: JSON, Markdown with front matter, or press text. Fails with KWB_ARTICLE_UNREADABLE. */
export function readArticle(bytes: Uint8Array, file: ArticleFile): Article {
  const { fileName } = file;
  if (bytes.length > MAX_BYTES) throw unreadable(fileName, 1, `expected at most ${MAX_BYTES} bytes of text`);
  const { text: decoded } = decodeBytes(bytes, []);
  const zero = decoded.indexOf('\0');
  if (zero >= 0) throw unreadable(fileName, lineAt(decoded, zero), 'expected text, found a zero byte');
  const text = cleanText(decoded);
  if (text.trim() === '') throw unreadable(fileName, 1, 'expected an article, the file is empty');
  const article = readForm(text, file);
  if (article.title.length > MAX_TITLE)
    throw unreadable(fileName, titleLine(text, article.title), `expected a title of at most ${MAX_TITLE} characters`);
  return article;
}

function readForm(text: string, file: ArticleFile): Article {
  if (/\.json$/i.test(file.fileName)) return readJsonArticle(text, file);
  if (/\.(?:md|markdown)$/i.test(file.fileName) || /^(?:---|\+\+\+)/.test(text)) return readMarkdown(text, file);
  return readPressText(text, file);
}

function titleLine(text: string, title: string): number {
  return lineAt(text, text.indexOf(title.slice(0, 20)));
}
