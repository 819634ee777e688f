import { createHash } from 'node:crypto';
import type { Article } from '../domain/article.js';
import type { Source } from '../domain/source.js';
import { foldAddress } from './fold-address.js';

type KeyedArticle = Pick<Article, 'url' | 'guid' | 'title' | 'publication' | 'publishedAt'>;

/**
 * By each of these an article is known again, wherever it comes from (`source`; null = a person's file), the best first:
 * its GUID, which is its source's own unless it is of a global shape, and the pages that its link and its GUID name, so
 * also WordPress's `?p=ID`. A file always has the key of its title, publication and day, and so has what has no other.
 */
export function articleKeys(
  article: KeyedArticle,
  source: Pick<Source, 'id' | 'kind'> | null,
  zone: string,
): readonly string[] {
  const { guid, url } = article;
  const keys = new Set<string>();
  if (guid !== null) keys.add(bounded('guid', source === null || GLOBAL.test(guid) ? guid : `${source.id}:${guid}`));
  for (const address of [url, guid]) {
    const key = address === null ? null : pageKey(address);
    if (key !== null) keys.add(key);
  }
  const isFile = source === null || source.kind === 'folder';
  if (isFile || keys.size === 0) keys.add(textKey(article, zone));
  if (guid !== null && WORDPRESS_ID.test(guid)) keys.add(bounded('guid', guid.replaceAll('&', '&#038;')));
  return [...keys];
}

/**
 * WordPress keeps such a GUID as HTML, and older ledgers know its article by that. They know it by the page that this
 * text names, too, but so they do every other post of its type: that page is a key of none.
 */
const WORDPRESS_ID = /^https?:\/\/.*\?.*&p=\d+$/i;

/** The key of whatever article this address leads to; null where it leads to no page of its own. */
export function pageKey(address: string): string | null {
  const folded = foldAddress(address);
  return folded === null ? null : bounded('url', folded);
}

/** RFC 4151 tags, URNs and addresses mean the same everywhere. */
const GLOBAL = /^(?:tag:|urn:|https?:)/i;

/** The key of an article that nothing else names. */
export function textKey({ title, publication, publishedAt }: KeyedArticle, zone: string): string {
  const day = publishedAt === null ? '' : new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(publishedAt);
  const told = [title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim(), publication?.name ?? '', day];
  return `text:${digest(JSON.stringify(told))}`;
}

const LONGEST = 500;

/** A database indexes only so much, and no zero byte; whoever writes the feed decides how long its GUIDs are. */
function bounded(kind: 'url' | 'guid', text: string): string {
  return text.length > LONGEST || text.includes('\0') ? `${kind}:sha256:${digest(text)}` : `${kind}:${text}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
