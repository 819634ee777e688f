import { z } from 'zod';
import type { HookMessage } from '../../../application/ports/webhook-format.js';
import type { Article } from '../../../domain/article.js';
import { firstLine, MAX_NAME, MAX_TITLE } from '../../documents/plain-lines.js';
import { webAddress } from '../../documents/web-address.js';
import { firstInstant } from '../../documents/written-instant.js';
import { articleOfItem } from '../feed/article-of-item.js';
import type { FeedText } from '../feed/feed-item.js';
import { meantAddress } from '../wordpress/meant-address.js';
import { parseMessage, telling } from './parse-message.js';

const names = z.array(z.string());
/** The plugin of an older version sends it as WordPress keeps it. */
const address = z.string().transform(meantAddress);

/** What integrations/wordpress/kawaraban.php sends. */
const MESSAGE = z.object({
  type: z.enum(['post.published', 'post.updated', 'post.unpublished', 'ping']),
  data: z.object({
    guid: address,
    link: address,
    title: z.string().default(''),
    excerpt: z.string().default(''),
    content: z.string().default(''),
    authors: names.default([]),
    categories: names.default([]),
    tags: names.default([]),
    image: z.object({ url: z.string(), alt: z.string(), caption: z.string() }).nullable().default(null),
    published: z.string().nullable().default(null),
    modified: z.string().nullable().default(null),
    language: z.string().nullable().default(null),
    site: z.string().default(''),
  }),
});
type Data = z.infer<typeof MESSAGE>['data'];

export function readWordPress(body: Uint8Array): HookMessage {
  const parsed = parseMessage(body, MESSAGE);
  if (parsed.kind === 'unreadable') return parsed;
  const { type, data } = parsed.message;
  switch (type) {
    case 'post.published':
      return telling('published', articleOf(data));
    case 'post.updated':
      return telling('updated', articleOf(data));
    case 'post.unpublished':
      return { kind: 'withdrawn', article: namesOf(data) };
    case 'ping':
      return { kind: 'ignored', note: 'a test message of the plugin' };
  }
}

/** As the feed of the same site says it, so that it is one article with the same words. */
function articleOf(data: Data): Article {
  const image = data.image === null ? null : webAddress(data.image.url, data.link);
  return articleOfItem(
    {
      ...namesOf(data),
      title: html(data.title),
      description: html(data.excerpt),
      content: html(data.content),
      authors: data.authors,
      categories: [...data.categories, ...data.tags],
      section: null,
      publication: null,
      images:
        image === null
          ? []
          : [
              {
                url: image,
                alt: firstLine(MAX_TITLE, [data.image?.alt]),
                credit: firstLine(MAX_NAME, [data.image?.caption]),
                width: null,
                isThumbnail: false,
              },
            ],
      language: data.language,
      publishedAt: firstInstant([data.published]),
      updatedAt: firstInstant([data.modified]),
      embargo: null,
      base: data.link,
    },
    { title: data.site, authors: [], language: null },
  );
}

function namesOf({ link, guid }: Pick<Data, 'link' | 'guid'>): Pick<Article, 'url' | 'guid'> {
  return { url: webAddress(link, null), guid: guid === '' ? null : guid };
}

function html(value: string): FeedText | null {
  return value === '' ? null : { value, isHtml: true };
}
