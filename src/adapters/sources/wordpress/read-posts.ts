import { z } from 'zod';
import type { Article } from '../../../domain/article.js';
import { parseJson } from '../../documents/parse-json.js';
import { webAddress } from '../../documents/web-address.js';
import { articleOfItem } from '../feed/article-of-item.js';
import type { FeedImage, FeedText } from '../feed/feed-item.js';
import { meantAddress } from './meant-address.js';

/** A post as WordPress's REST API shows it. */
export interface WordPressPost {
  readonly article: Article;
  readonly modifiedAt: Date | null;
  /** Behind a password. WordPress lists it to everybody, with a title and without texts. */
  readonly isProtected: boolean;
}

const rendered = z
  .object({ rendered: z.string() })
  .transform((field) => field.rendered)
  .nullable()
  .catch(null);
/** `protected` stands beside the texts: https://developer.wordpress.org/rest-api/reference/posts/#schema */
const guarded = z
  .object({ rendered: z.string(), protected: z.boolean().catch(false) })
  .catch({ rendered: '', protected: false });
/** Without an offset, in UTC: https://developer.wordpress.org/rest-api/reference/posts/#schema */
const instant = z
  .string()
  .transform((text) => new Date(/[zZ]|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`))
  .refine((date) => !Number.isNaN(date.getTime()))
  .nullable()
  .catch(null);
const text = z.string().nullable().catch(null);

/** What is embedded may be an error in place of an author or a picture: a site can close those to the public. */
const embedded = z
  .object({
    author: z.array(z.object({ name: text }).catch({ name: null })).catch([]),
    'wp:term': z
      .array(z.array(z.object({ name: text, taxonomy: text }).catch({ name: null, taxonomy: null })).catch([]))
      .catch([]),
    'wp:featuredmedia': z
      .array(
        z
          .object({
            source_url: text,
            alt_text: text,
            media_details: z.object({ width: z.number().nullable().catch(null) }).catch({ width: null }),
          })
          .catch({ source_url: null, alt_text: null, media_details: { width: null } }),
      )
      .catch([]),
  })
  .catch({ author: [], 'wp:term': [], 'wp:featuredmedia': [] });
type Embedded = z.infer<typeof embedded>;

const post = z.object({
  id: z.int(),
  date_gmt: instant,
  modified_gmt: instant,
  link: text,
  guid: rendered,
  title: rendered,
  excerpt: guarded,
  content: guarded,
  _embedded: embedded,
});
type Post = z.infer<typeof post>;

export const POST_FIELDS = 'id,date_gmt,modified_gmt,link,guid,title,excerpt,content,_links,_embedded';
export const EMBEDDED = 'author,wp:term,wp:featuredmedia';

/** All of an answer; null when it is none of WordPress's, or not whole. */
export function readPosts(bytes: Uint8Array, apiRoot: string): readonly WordPressPost[] | null {
  let content: unknown;
  try {
    content = parseJson(Buffer.from(bytes).toString('utf8').replace(/^﻿/, ''));
  } catch {
    return null;
  }
  const posts = z.array(post).safeParse(content);
  return posts.success ? posts.data.map((each) => toPost(each, apiRoot)) : null;
}

function toPost(read: Post, apiRoot: string): WordPressPost {
  const terms = read._embedded['wp:term'].flat();
  const categories = terms.filter(({ taxonomy }) => taxonomy === 'category').flatMap(({ name }) => name ?? []);
  const tags = terms.filter(({ taxonomy }) => taxonomy === 'post_tag').flatMap(({ name }) => name ?? []);
  const link = read.link === null ? null : meantAddress(read.link);
  const article = articleOfItem(
    {
      url: webAddress(link, apiRoot),
      guid: meantAddress(read.guid ?? new URL(`/?p=${read.id}`, apiRoot).href),
      title: html(read.title),
      description: html(read.excerpt.rendered),
      content: html(read.content.rendered),
      authors: read._embedded.author.flatMap(({ name }) => name ?? []),
      categories: [...categories, ...tags],
      section: null,
      publication: null,
      images: imagesOf(read._embedded, apiRoot),
      language: null,
      publishedAt: read.date_gmt,
      updatedAt: read.modified_gmt,
      embargo: null,
      base: link,
    },
    { title: '', authors: [], language: null },
  );
  return {
    article,
    modifiedAt: read.modified_gmt,
    isProtected: read.content.protected || read.excerpt.protected,
  };
}

function html(value: string | null): FeedText | null {
  return value === null ? null : { value, isHtml: true };
}

function imagesOf(read: Embedded, apiRoot: string): readonly FeedImage[] {
  return read['wp:featuredmedia'].flatMap(({ source_url, alt_text, media_details }) => {
    const url = webAddress(source_url, apiRoot);
    const alt = alt_text === null || alt_text.trim() === '' ? null : alt_text.trim();
    return url === null ? [] : [{ url, alt, credit: null, width: media_details.width, isThumbnail: false }];
  });
}
