import { z } from 'zod';
import { parseJson } from '../../documents/parse-json.js';
import { firstLine, MAX_TITLE } from '../../documents/plain-lines.js';
import { webAddress } from '../../documents/web-address.js';
import { firstInstant } from '../../documents/written-instant.js';
import { findEmbargoField } from './embargo.js';
import { MAX_ITEMS, type FeedImage, type FeedItem, type FeedText, type ParsedFeed } from './feed-item.js';

/** A field that is not what it should be is read as absent: one slip spoils neither the item nor the feed. */
const text = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim() || null)
  .nullable()
  .catch(null);
const names = z.array(z.object({ name: text }).catch({ name: null })).catch([]);
const name = z
  .object({ name: text })
  .transform((author) => [author])
  .catch([]);

const ITEM = z.looseObject({
  id: text,
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  tags: z.array(text).catch([]),
  /** Version 1.0 has one author, 1.1 a list. */
  author: name,
  authors: names,
  language: text,
  attachments: z.array(z.object({ url: text, mime_type: text, title: text })).catch([]),
});

const FEED = z.object({
  version: text,
  title: text,
  home_page_url: text,
  feed_url: text,
  next_url: text,
  language: text,
  author: name,
  authors: names,
  hubs: z.array(z.object({ type: text, url: text })).catch([]),
  items: z.array(z.unknown()),
});

/** Megabytes of these take the parser seconds. */
const NESTED = /(?:\[\s*){20}/;

/** https://www.jsonfeed.org/version/1.1/; in a string why it is none. */
export function readJsonFeed(document: string, documentUrl: string | null): ParsedFeed | string {
  if (NESTED.test(document)) return 'it is JSON, but no JSON Feed: it has lists within lists';
  let content: unknown;
  try {
    content = parseJson(document);
  } catch {
    return 'it is cut off or broken: its JSON cannot be read';
  }
  const read = FEED.safeParse(content);
  if (!read.success) return 'it is JSON, but no JSON Feed: it has no list of items';
  const feed = read.data;
  const base = webAddress(feed.home_page_url, documentUrl) ?? documentUrl;
  const topic = webAddress(feed.feed_url, documentUrl) ?? documentUrl;
  const hub = feed.hubs
    .filter(({ type }) => type?.toLowerCase() === 'websub')
    .map(({ url }) => webAddress(url, base))[0];
  return {
    title: plain(feed.title),
    language: feed.language,
    authors: namesOf(feed),
    items: feed.items.slice(0, MAX_ITEMS).flatMap((item) => {
      const { data } = ITEM.safeParse(item);
      return data === undefined ? [] : [itemOf(data, base)];
    }),
    hub: hub === undefined || hub === null || topic === null ? null : { hub, topic },
    ttlMs: null,
    nextPage: webAddress(feed.next_url, documentUrl),
  };
}

function itemOf(item: z.infer<typeof ITEM>, base: string | null): FeedItem {
  return {
    url: webAddress(item.url, base) ?? webAddress(item.external_url, base) ?? webAddress(item.id, null),
    guid: item.id,
    title: plain(item.title),
    description: plain(item.summary),
    content: item.content_html === null ? plain(item.content_text) : { value: item.content_html, isHtml: true },
    authors: namesOf(item),
    categories: item.tags.flatMap((tag) => tag ?? []),
    section: null,
    publication: null,
    images: imagesOf(item, base),
    language: item.language,
    publishedAt: firstInstant([item.date_published, item.date_modified]),
    updatedAt: firstInstant([item.date_modified]),
    embargo: embargoOf(item),
    base,
  };
}

/** As in an article's file, also within an extension, whose name begins with an underscore: https://www.jsonfeed.org/version/1.1/#extensions */
function embargoOf(item: z.infer<typeof ITEM>): string | null {
  const own = fieldsOf(item);
  const within = own.filter(({ name }) => name.startsWith('_')).flatMap(({ value }) => fieldsOf(value));
  const field = findEmbargoField([...own, ...within]);
  return field === null ? null : String(field.value);
}

function fieldsOf(value: unknown): readonly { readonly name: string; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, inner]: [string, unknown]) => ({ name, value: inner }));
}

function plain(value: string | null): FeedText | null {
  return value === null ? null : { value, isHtml: false };
}

function namesOf({ author, authors }: Pick<z.infer<typeof ITEM>, 'author' | 'authors'>): readonly string[] {
  return (authors.length > 0 ? authors : author).flatMap((person) => person.name ?? []);
}

function imagesOf(item: z.infer<typeof ITEM>, base: string | null): readonly FeedImage[] {
  const attached = item.attachments.filter(({ mime_type: type }) => type?.startsWith('image/') ?? false);
  const written = [{ url: item.image, title: null }, { url: item.banner_image, title: null }, ...attached];
  return written.flatMap(({ url: address, title }) => {
    const url = webAddress(address, base);
    return url === null
      ? []
      : [{ url, alt: firstLine(MAX_TITLE, [title]), credit: null, width: null, isThumbnail: false }];
  });
}
