import { z } from 'zod';
import { POST_STATES } from '../../src/domain/post.js';

const instant = z.iso.datetime({ precision: 3 });

const printedPost = z.strictObject({
  id: z.string().min(1).nullable(),
  network: z.enum(['x', 'facebook']),
  account: z.string(),
  template: z.string().nullable(),
  lane: z.enum(['normal', 'breaking']).optional(),
  state: z.enum(POST_STATES),
  simulated: z.boolean(),
  dueAt: instant,
  keepsTime: z.boolean().optional(),
  nextAt: instant.optional(),
  expiresAt: instant.nullish(),
  publishedAt: instant.nullable(),
  url: z.url().nullable(),
  price: z.number().nullable(),
  reason: z.string().nullish(),
  problems: z.array(z.strictObject({ code: z.string(), part: z.int().nullable(), message: z.string() })),
  parts: z
    .array(
      z.strictObject({
        text: z.string(),
        link: z.string().nullable(),
        media: z.array(z.strictObject({ alt: z.string() })),
        used: z.int(),
        limit: z.int().positive(),
        price: z.number().nullable(),
        remoteId: z.string().nullable(),
      }),
    )
    .nonempty(),
});
export type PrintedPost = z.infer<typeof printedPost>;

const printedArticle = z.object({
  title: z.string(),
  url: z.string().nullable(),
  authors: z.array(z.string()),
  publication: z
    .strictObject({
      name: z.string(),
      url: z.string().nullable(),
      x: z.string().nullable(),
      facebook: z.string().nullable(),
    })
    .nullable(),
  publishedAt: instant.nullable(),
  summary: z.string(),
});

/** What `preview`, `publish`, `post` and `show` print for machines: one object. */
export const printedArticleAndPosts = z.strictObject({
  article: printedArticle.nullable(),
  posts: z.array(printedPost),
});

/** What `posts` prints for machines. */
export const printedPosts = z.strictObject({ posts: z.array(printedPost) });

const silence = z.strictObject({ reason: z.string(), startedAt: instant, until: instant.nullable() }).nullable();

/** What `silence` and `silence start` print for machines. */
export const printedSilence = z.strictObject({ silence });

/** What `silence end` prints for machines: what it ended, and all that is held. */
export const printedEndOfSilence = z.strictObject({ ended: silence, posts: z.array(printedPost) });

/** What `budget` prints for machines, in dollars. */
export const printedBudgets = z.strictObject({
  budgets: z.array(
    z.strictObject({
      account: z.string(),
      network: z.enum(['x', 'facebook']),
      simulated: z.boolean(),
      currency: z.literal('USD'),
      month: z.string().regex(/^\d{4}-\d{2}$/),
      spent: z.number(),
      scheduled: z.number(),
      budget: z.number().nullable(),
    }),
  ),
});

/** What `simulate` prints for machines. */
export const printedSimulators = z.strictObject({ x: z.url(), facebook: z.url() });

const shownPost = z.strictObject({
  id: z.string(),
  account: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  media: z.array(z.strictObject({ alt: z.string() })),
  inReplyTo: z.string().nullable(),
  createdAt: instant,
});

/** What readers of a simulated network see: `GET /timeline.json`. */
export const shownTimeline = z.strictObject({ posts: z.array(shownPost), hidden: z.array(shownPost) });
export type ShownTimeline = z.infer<typeof shownTimeline>;
