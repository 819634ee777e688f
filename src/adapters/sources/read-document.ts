import type { Article } from '../../domain/article.js';
import { articleOfPage } from '../pages/article-of-page.js';
import { readPage } from '../pages/read-page.js';
import { decodeBytes } from '../documents/decode-bytes.js';
import { charsetOfHeader } from '../documents/declared-charset.js';
import type { ArticleFile } from './files/article-file.js';
import { readArticle } from './files/read-article.js';
import { findRoot, isHtml } from './feed/find-root.js';
import { readFeed, type ReadFeed, type Refused } from './feed/read-feed.js';

/** What came with the bytes. */
export interface DocumentOrigin extends ArticleFile {
  /** Null for a file. */
  readonly url: string | null;
  readonly contentType: string | null;
}

/** A document with one article: a file of ours, or a page. */
export interface ReadArticle {
  readonly kind: 'article';
  readonly encoding: string;
  readonly article: Article;
}

/** Whatever a source may give, by what it is or as what it is said to be. Fails as readArticle does. */
export function readDocument(
  bytes: Uint8Array,
  origin: DocumentOrigin,
  type: 'feed' | 'article' | null,
): ReadFeed | ReadArticle | Refused {
  const { text, encoding } = decodeBytes(bytes, [charsetOfHeader(origin.contentType)]);
  if (type === 'feed' || (type === null && isFeed(text))) return readFeed(bytes, origin);
  if (isFeed(text)) return { kind: 'refused', reason: 'it is a feed, not an article' };
  if (isHtml(text)) return readArticlePage(bytes, origin);
  if (/^\s*<\?xml\b/i.test(text)) return { kind: 'refused', reason: 'it is XML, but neither a feed nor a page' };
  return { kind: 'article', encoding, article: readArticle(bytes, withExtension(origin, text)) };
}

function readArticlePage(bytes: Uint8Array, origin: DocumentOrigin): ReadArticle | Refused {
  const facts = readPage(bytes, { ...origin, robotsTag: null });
  if (facts.title === null) return { kind: 'refused', reason: 'it is an HTML page without a title' };
  return { kind: 'article', encoding: facts.encoding, article: articleOfPage(facts, origin.url) };
}

function isFeed(text: string): boolean {
  return (
    typeof findRoot(text) === 'number' || (text.trimStart().startsWith('{') && text.includes('jsonfeed.org/version/'))
  );
}

/** An address need not end as a file's name does. */
function withExtension(origin: DocumentOrigin, text: string): ArticleFile {
  const isJson = text.trimStart().startsWith('{') && !/\.\w{2,8}$/.test(origin.fileName);
  return isJson ? { ...origin, fileName: `${origin.fileName}.json` } : origin;
}
