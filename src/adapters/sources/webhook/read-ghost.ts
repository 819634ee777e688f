import { z } from 'zod';
import type { HookMessage } from '../../../application/ports/webhook-format.js';
import type { Article } from '../../../domain/article.js';
import { firstLine, MAX_NAME, MAX_TITLE } from '../../documents/plain-lines.js';
import { webAddress } from '../../documents/web-address.js';
import { firstInstant } from '../../documents/written-instant.js';
import { articleOfItem } from '../feed/article-of-item.js';
import { isEmbargoTag } from '../feed/embargo.js';
import type { FeedText } from '../feed/feed-item.js';
import { parseMessage, telling } from './parse-message.js';

/** What is not as expected in what we can do without is read as absent. */
const text = z.string().nullish().catch(null);
const named = z.array(z.object({ name: z.string(), visibility: text })).catch([]);

const POST = z.object({
  id: text,
  status: text,
  title: text,
  url: text,
  html: text,
  custom_excerpt: text,
  feature_image: text,
  feature_image_alt: text,
  feature_image_caption: text,
  authors: named,
  tags: named,
  published_at: text,
  updated_at: text,
});
type Post = z.infer<typeof POST>;

const MESSAGE = z.object({
  post: z.object({ current: POST, previous: POST.catch({ authors: [], tags: [] }) }).optional(),
});

/**
 * A message names no event. A post that was deleted is empty; of an edited one `previous` holds what has changed:
 * https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/server/services/webhooks/serialize.js
 */
export function readGhost(body: Uint8Array): HookMessage {
  const parsed = parseMessage(body, MESSAGE);
  if (parsed.kind === 'unreadable') return parsed;
  const { post } = parsed.message;
  if (post === undefined) return { kind: 'ignored', note: 'only the events of posts matter here' };
  const { current, previous } = post;
  if (current.status === 'published') return telling(wasPublic(previous) ? 'updated' : 'published', articleOf(current));
  if (current.id === undefined) return { kind: 'withdrawn', article: namesOf(previous) };
  if (previous.status === 'published') return { kind: 'withdrawn', article: namesOf(current) };
  return { kind: 'ignored', note: `a post that is ${current.status ?? 'without a status'} is no matter here` };
}

/** What comes out says what its status was before; where nothing was before, it came out at once. */
function wasPublic({ status, authors, tags, ...changed }: Post): boolean {
  if ((status ?? null) !== null) return status === 'published';
  return authors.length + tags.length > 0 || Object.values(changed).some((before) => (before ?? null) !== null);
}

function articleOf(post: Post): Article {
  const image = webAddress(post.feature_image, null);
  return articleOfItem(
    {
      ...namesOf(post),
      title: textOf(post.title, false),
      description: textOf(post.custom_excerpt, false),
      content: textOf(post.html, true),
      authors: post.authors.map(({ name }) => name),
      // Tags that begin with a number sign are for the editors, an embargo among them: https://ghost.org/help/tags/#internal-tags
      categories: post.tags
        .filter(({ name, visibility }) => visibility !== 'internal' || isEmbargoTag(name))
        .map(({ name }) => name),
      section: null,
      publication: null,
      images:
        image === null
          ? []
          : [
              {
                url: image,
                alt: firstLine(MAX_TITLE, [post.feature_image_alt]),
                credit: firstLine(MAX_NAME, [post.feature_image_caption]),
                width: null,
                isThumbnail: false,
              },
            ],
      language: null,
      publishedAt: firstInstant([post.published_at]),
      updatedAt: firstInstant([post.updated_at]),
      embargo: null,
      base: post.url ?? null,
    },
    NO_DEFAULTS,
  );
}

/** A webhook says nothing of the site. */
const NO_DEFAULTS = { title: '', authors: [], language: null };

function namesOf({ id, url }: Pick<Post, 'id' | 'url'>): Pick<Article, 'url' | 'guid'> {
  return { url: webAddress(url, null), guid: id ?? null };
}

function textOf(value: string | null | undefined, isHtml: boolean): FeedText | null {
  return value === undefined || value === null ? null : { value, isHtml };
}
