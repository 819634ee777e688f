import { webAddress } from '../../documents/web-address.js';
import { childrenNamed, valuesOf, type FeedElement } from './feed-element.js';

interface FeedLink {
  readonly url: string;
  readonly rels: readonly string[];
  readonly type: string | null;
}

/** RSS writes the address as text, Atom as an attribute; either is found in the other. */
export function linksOf(element: FeedElement, base: string | null): readonly FeedLink[] {
  return childrenNamed(element, 'link').flatMap(({ value, attributes }) => {
    const url = webAddress(attributes['href'] ?? value, webAddress(attributes['xml:base'], base) ?? base);
    if (url === null) return [];
    const rels = (attributes['rel'] ?? 'alternate').toLowerCase().split(/\s+/);
    return { url, rels, type: attributes['type'] ?? null };
  });
}

export function withRel(links: readonly FeedLink[], rel: string): readonly string[] {
  return links.filter(({ rels }) => rels.includes(rel)).map(({ url }) => url);
}

/** Where people read the article. Of several pages the last counts, as gofeed and feedparser have it. */
export function readUrl(item: FeedElement, base: string | null): string | null {
  const links = linksOf(item, base);
  const pages = links.filter(({ type }) => type === null || type.includes('html'));
  const [guid] = childrenNamed(item, 'guid').filter(
    ({ attributes }) => !/^\s*false\s*$/i.test(attributes['ispermalink'] ?? ''),
  );
  const [content] = childrenNamed(item, 'content');
  const wholeAddresses = [guid?.value, item.attributes['rdf:about'], ...valuesOf(item, 'id')];
  return (
    // The article's own address where FeedBurner put one of its own that counts clicks.
    webAddress(valuesOf(item, 'feedburner:origlink')[0], base) ??
    withRel(pages, 'alternate').at(-1) ??
    withRel(links, 'alternate').at(-1) ??
    webAddress(content?.attributes['src'], base) ??
    wholeAddresses.map((address) => webAddress(address, null)).find((address) => address !== null) ??
    null
  );
}
