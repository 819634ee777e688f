import { webAddress } from '../../documents/web-address.js';
import { firstInstant } from '../../documents/written-instant.js';
import { findEmbargoField } from './embargo.js';
import { childrenNamed, valuesOf, type FeedElement } from './feed-element.js';
import type { FeedItem, FeedText, ParsedFeed } from './feed-item.js';
import { isItem } from './read-feed-tree.js';
import { linksOf, readUrl, withRel } from './xml-links.js';
import { readImages } from './xml-images.js';
import { personName } from './person-name.js';

/** RSS, RDF and Atom alike. */
export function readXmlFeed(root: FeedElement, documentUrl: string | null): ParsedFeed {
  const channels = childrenNamed(root, 'channel');
  const channel = channels[0] ?? root;
  const items = [...channels, root].flatMap(({ children }) => children.filter(({ name }) => isItem(name)));
  const base = readBase(root, channel, documentUrl);
  const links = linksOf(channel, base);
  const [hub] = withRel(links, 'hub');
  const topic = withRel(links, 'self')[0] ?? documentUrl;
  const minutes = Number(valuesOf(channel, 'ttl')[0]);
  return {
    title: readText(channel, 'title', 'dc:title', 'dcterms:title'),
    language: readLanguage(channel) ?? root.attributes['xml:lang'] ?? null,
    authors: readAuthors(channel),
    items: items.map((item) => readItem(item, base)),
    hub: hub === undefined || topic === null ? null : { hub, topic },
    ttlMs: minutes > 0 ? minutes * 60_000 : null,
    // https://www.rfc-editor.org/rfc/rfc5005#section-3
    nextPage: withRel(links, 'next')[0] ?? null,
  };
}

/** Atom is read against the document itself, as it says; in RSS a relative address means the site. */
function readBase(root: FeedElement, channel: FeedElement, documentUrl: string | null): string | null {
  const site = withRel(linksOf(channel, documentUrl), 'alternate').at(-1) ?? null;
  const outer = root.name === 'feed' ? (documentUrl ?? site) : (site ?? documentUrl);
  return [root, channel].reduce((base, element) => baseWithin(element, base), outer);
}

function baseWithin(element: FeedElement, base: string | null): string | null {
  return webAddress(element.attributes['xml:base'], base) ?? base;
}

function readItem(item: FeedElement, outerBase: string | null): FeedItem {
  const base = baseWithin(item, outerBase);
  return {
    url: readUrl(item, base),
    guid: valuesOf(item, 'guid', 'id')[0] ?? item.attributes['rdf:about'] ?? valuesOf(item, 'dc:identifier')[0] ?? null,
    title: readText(item, 'title', 'dc:title', 'dcterms:title', 'media:title', 'itunes:title'),
    description: readText(item, 'description', 'summary', 'dc:description', 'dcterms:abstract', 'itunes:summary'),
    content: readText(item, 'content:encoded', 'content', 'xhtml:body', 'body', 'encoded'),
    authors: readAuthors(item),
    categories: readCategories(item),
    section: valuesOf(item, 'prism:section')[0] ?? null,
    publication: valuesOf(item, 'dc:publisher', 'dcterms:publisher', 'prism:publicationname')[0] ?? null,
    images: readImages(item, base),
    language: readLanguage(item),
    publishedAt: firstInstant(valuesOf(item, ...PUBLISHED, ...UPDATED)),
    updatedAt: firstInstant(valuesOf(item, ...UPDATED)),
    embargo: findEmbargoField(item.children)?.value ?? null,
    base,
  };
}

const PUBLISHED = ['pubdate', 'published', 'issued', 'dc:date', 'dcterms:issued', 'created', 'dcterms:created'].concat(
  'prism:publicationdate',
  'dcterms:date',
  'date',
);
const UPDATED = ['updated', 'modified', 'dcterms:modified', 'prism:modificationdate'];
/** Only Atom has plain text, and says so; everything else is written as HTML, whatever the specifications had in mind. */
function readText(element: FeedElement, ...names: readonly string[]): FeedText | null {
  const found = childrenNamed(element, ...names).find(({ value }) => value.trim() !== '');
  if (found === undefined) return null;
  const isPlain = /^text(?:\/plain)?$/i.test(found.attributes['type'] ?? '') && !found.hasMarkup;
  return { value: found.value, isHtml: !isPlain };
}

function readLanguage(element: FeedElement): string | null {
  return valuesOf(element, 'language', 'dc:language', 'dcterms:language')[0] ?? element.attributes['xml:lang'] ?? null;
}

function readAuthors(element: FeedElement): readonly string[] {
  for (const name of ['dc:creator', 'author', 'dc:author', 'itunes:author', 'dcterms:creator']) {
    const names = childrenNamed(element, name).flatMap((author) => authorName(author) || []);
    if (names.length > 0) return names;
  }
  return [];
}

function authorName(author: FeedElement): string {
  const isPerson = author.children.length > 0;
  return personName(isPerson ? (valuesOf(author, 'name', 'rdf:value')[0] ?? '') : author.value);
}

function readCategories(item: FeedElement): readonly string[] {
  return childrenNamed(item, 'category', 'dc:subject', 'dcterms:subject').map(({ value, attributes }) => {
    const { term = '', label = '' } = attributes;
    const isForMachines = /^(?:https?:|\d+$)/.test(term);
    return value.trim() || (isForMachines ? label : term || label);
  });
}
