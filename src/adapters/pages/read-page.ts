import { charsetOfHeader, charsetOfHtml } from '../documents/declared-charset.js';
import { decodeBytes } from '../documents/decode-bytes.js';
import { languageTag } from '../documents/language-tag.js';
import { firstLine, linesOf, MAX_NAME, MAX_SUMMARY, MAX_TITLE } from '../documents/plain-lines.js';
import { summaryOf } from '../documents/summary.js';
import { webAddress } from '../documents/web-address.js';
import { firstInstant } from '../documents/written-instant.js';
import { splitTags } from '../sources/files/article-of-fields.js';
import { splitNames } from '../sources/files/byline.js';
import { readImage, type PageImage } from './page-image.js';
import { contentsOf, readMarkup, type PageMarkup } from './page-markup.js';
import { headerHides, metaHides } from './robots.js';

/** What came with the bytes. */
export interface PageOrigin {
  /** Where the page was found, after redirects; null for a file. */
  readonly url: string | null;
  /** The Content-Type header as it came. */
  readonly contentType: string | null;
  /** The X-Robots-Tag header as it came. */
  readonly robotsTag: string | null;
}

/** What a page says about itself, for machines; what it does not say is null or []. Addresses are whole http(s) ones. */
export interface PageFacts {
  readonly title: string | null;
  readonly summary: string | null;
  /** The address that it gives itself: by `<link rel="canonical">`, else by `og:url`, else by its linked data. */
  readonly canonical: string | null;
  /** By `<link rel="canonical">` alone: many pages name the home page or a placeholder elsewhere. */
  readonly canonicalLink: string | null;
  /** Asks not to be listed: by its markup or by the header. */
  readonly isNoindex: boolean;
  readonly image: PageImage | null;
  readonly language: string | null;
  readonly siteName: string | null;
  readonly section: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly publishedAt: Date | null;
  readonly updatedAt: Date | null;
  readonly feeds: readonly AnnouncedFeed[];
  readonly encoding: string;
}

/** `<link rel="alternate">` to a feed, in the order of the page. */
export interface AnnouncedFeed {
  readonly url: string;
  readonly title: string | null;
  /** The media type, such as `application/rss+xml`. */
  readonly type: string;
}

/** Reads what the head of a page and its first linked article say: one pass, bounded in length, depth and time. */
export function readPage(bytes: Uint8Array, origin: PageOrigin): PageFacts {
  const { text, encoding } = decodeBytes(bytes, [charsetOfHeader(origin.contentType), charsetOfHtml(bytes)]);
  const markup = readMarkup(text);
  const { linkedData: data } = markup;
  const said = (...names: readonly string[]) => contentsOf(markup, ...names);
  const documentUrl = webAddress(origin.url, null);
  const base = webAddress(markup.base, documentUrl) ?? documentUrl;
  const siteName = firstLine(MAX_NAME, [...said('og:site_name'), data?.publisher, ...said('application-name')]);
  const descriptions = [...said('og:description'), data?.description, ...said(...DESCRIPTIONS)];
  const description = firstLine(MAX_SUMMARY, descriptions);
  return {
    title: readTitle(markup, siteName),
    summary: description === null ? null : summaryOf(description, ''),
    canonical: readCanonical(markup, base),
    canonicalLink: readCanonicalLink(markup, base),
    isNoindex: markup.robots.some(metaHides) || headerHides(origin.robotsTag ?? ''),
    image: readImage(markup, base),
    language: readLanguage(markup),
    siteName,
    section: firstLine(MAX_NAME, [data?.section, ...said('article:section')]),
    authors: readAuthors(markup),
    tags: linesOf([...said('article:tag', 'news_keywords').flatMap(splitTags), ...(data?.keywords ?? [])]),
    publishedAt: firstInstant([data?.datePublished, ...said(...PUBLISHED), markup.time]),
    updatedAt: firstInstant([data?.dateModified, ...said(...UPDATED)]),
    feeds: readFeeds(markup, base),
    encoding,
  };
}

const TITLES = ['og:title', 'twitter:title', 'parsely-title', 'sailthru.title', 'dc.title'];
const DESCRIPTIONS = ['description', 'twitter:description', 'dc.description'];
const AUTHORS = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'citation_author',
  'byl',
];
const PUBLISHED = [
  'article:published_time',
  'parsely-pub-date',
  'sailthru.date',
  'datepublished',
  'dc.date.issued',
].concat(['dcterms.created', 'dc.date', 'citation_publication_date', 'publishdate', 'publish-date', 'pubdate', 'date']);
const UPDATED = ['article:modified_time', 'og:updated_time', 'datemodified', 'dcterms.modified', 'last-modified'];

/** Most pages put the site's name behind the headline. */
function readTitle(markup: PageMarkup, siteName: string | null): string | null {
  const { linkedData, heading, title } = markup;
  const line = firstLine(MAX_TITLE, [linkedData?.headline, ...contentsOf(markup, ...TITLES), heading, title]);
  if (line === null || siteName === null || !line.endsWith(siteName)) return line;
  return line.slice(0, -siteName.length).replace(/\s+[|–—·•»:-]\s*$/u, '') || line;
}

function readCanonical(markup: PageMarkup, base: string | null): string | null {
  const [url] = contentsOf(markup, 'og:url');
  return readCanonicalLink(markup, base) ?? webAddress(url, base) ?? webAddress(markup.linkedData?.url, base);
}

function readCanonicalLink({ links }: PageMarkup, base: string | null): string | null {
  const link = links.find(({ rel, href }) => hasWord(rel, 'canonical') && webAddress(href, base) !== null);
  return webAddress(link?.['href'], base);
}

function readLanguage(markup: PageMarkup): string | null {
  const written = [markup.language, ...contentsOf(markup, 'og:locale'), markup.linkedData?.inLanguage];
  return written.map(languageTag).find((tag) => tag !== null) ?? null;
}

/** A name, never the address of a profile. */
function readAuthors(markup: PageMarkup): readonly string[] {
  const declared = AUTHORS.map((name) => contentsOf(markup, name));
  const named = [markup.linkedData?.authors ?? [], ...declared, markup.authors.slice(0, 1)]
    .map((names) => linesOf(names.filter((name) => !/^\s*(?:https?:|www\.|@)/i.test(name))))
    .find((names) => names.length > 0);
  return linesOf((named ?? []).flatMap(splitNames));
}

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)/i;

function readFeeds(markup: PageMarkup, base: string | null): readonly AnnouncedFeed[] {
  return markup.links.flatMap(({ rel, href, type = '', title }) => {
    const url = webAddress(href, base);
    const isFeed = hasWord(rel, 'alternate') && FEED_TYPE.test(type.trim());
    return url === null || !isFeed
      ? []
      : [{ url, title: firstLine(MAX_NAME, [title]), type: type.trim().toLowerCase() }];
  });
}

function hasWord(list: string | undefined, word: string): boolean {
  return list?.toLowerCase().split(/\s+/).includes(word) ?? false;
}
