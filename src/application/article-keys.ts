import { createHash } from 'node:crypto';
import type { Article } from '../domain/article.js';

/** By each of these an article is known again. A file always has the key of its title, publication and day. */
export function articleKeys(article: Article, zone: string): readonly string[] {
  const keys = [];
  const page = article.url === null ? null : pageKey(article.url);
  if (page !== null) keys.push(page);
  if (article.guid !== null) keys.push(`guid:${article.guid}`);
  const day =
    article.publishedAt === null
      ? ''
      : new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(article.publishedAt);
  const told = [
    article.title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim(),
    article.publication?.name ?? '',
    day,
  ];
  keys.push(`text:${createHash('sha256').update(JSON.stringify(told)).digest('hex')}`);
  return keys;
}

/** The key of whatever article this address leads to; null where it leads to no page of its own. */
export function pageKey(address: string): string | null {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) return null;
  const folded = foldUrl(address);
  return folded === new URL(address).host.replace(/^www\./, '') ? null : `url:${folded}`;
}

const TRACKING = /^(utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid)$/i;

/** One address for all the ways to write it: scheme, `www.`, trailing slash, fragment and tracking parameters folded. */
function foldUrl(address: string): string {
  const url = new URL(address);
  const query = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .sort()
    .map(([name, value]) => `${name}=${value}`);
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.host.replace(/^www\./, '')}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
