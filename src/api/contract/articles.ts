import { z } from 'zod';
import { embargo } from './embargo.js';
import { post, POST_STATES } from './posts.js';
import { route } from './route.js';
import { doer, id, instant, listOf, paging } from './values.js';

export const articleLine = z.object({
  id,
  title: z.string(),
  url: z.string().nullable(),
  section: z.string().nullable(),
  authors: z.array(z.string()),
  language: z.string().nullable(),
  publishedAt: instant.nullable(),
  firstSeenAt: instant,
  /** Why no post was planned when it came; null = the templates decided. */
  notPosted: z.enum(['primed', 'too-old']).nullable(),
  /** What became of it. */
  posts: z.array(z.object({ id, account: z.string(), state: z.enum(POST_STATES), at: instant })),
});

export const article = articleLine.extend({
  revision: z.number().int(),
  origin: z.enum(['file', 'sample', 'source']),
  summary: z.string(),
  body: z.string(),
  tags: z.array(z.string()),
  image: z.object({ url: z.string(), alt: z.string().nullable(), credit: z.string().nullable() }).nullable(),
  updatedAt: instant.nullable(),
  embargoUntil: instant.nullable(),
  /** Null = none is in force. */
  embargo: embargo.nullable(),
  plannedAt: instant.nullable(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});

/** How it came, what the templates say of it, and what became of it. */
export const explanation = z.object({
  article,
  sightings: z.array(z.object({ source: z.string(), way: z.enum(['poll', 'webhook', 'websub', 'hand']), at: instant })),
  /** Of the templates as they are now. */
  verdicts: z.array(
    z.object({
      template: z.string(),
      matches: z.boolean(),
      condition: z.string().nullable(),
      facts: z.record(z.string(), z.string()),
      when: z.string(),
    }),
  ),
  posts: z.array(post),
  events: z.array(
    z.object({
      id,
      at: instant,
      kind: z.string(),
      detail: z.string(),
      post: id.nullable(),
      source: z.string().nullable(),
      by: doer.nullable(),
    }),
  ),
  whyNothing: z.string().nullable(),
});

export const articleRoutes = {
  listArticles: route({
    method: 'GET',
    path: '/api/articles',
    role: 'viewer',
    does: 'Lists articles, the newest first, with what became of each.',
    query: z.object({ ...paging, q: z.string().trim().min(1).max(200).exactOptional() }),
    answer: listOf(articleLine),
  }),
  explainArticle: route({
    method: 'GET',
    path: '/api/articles/:id',
    role: 'viewer',
    does: 'Tells all that is known of an article.',
    params: z.object({ id }),
    answer: explanation,
  }),
  postAgain: route({
    method: 'POST',
    path: '/api/articles/:id/again',
    role: 'editor',
    does: 'Makes new posts of an article by a template, whatever its condition; they wait as drafts for a person to queue them.',
    params: z.object({ id }),
    body: z.object({ template: z.string().min(1).max(200), accounts: z.array(id).min(1).max(20) }),
    idempotent: true,
    answer: z.object({ items: z.array(post) }),
  }),
};
