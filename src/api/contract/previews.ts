import { z } from 'zod';
import { accountName, draftPart, postPart } from './posts.js';
import { when } from './post-routes.js';
import { route } from './route.js';
import { id, instant, micros, problem, webAddress } from './values.js';

export const previewRequest = z.object({
  variants: z
    .array(
      z.object({
        account: id,
        /** Null: as the templates say of the article. */
        parts: z.array(draftPart).min(1).max(25).nullable(),
      }),
    )
    .min(1)
    .max(20),
  when: when.default({ kind: 'now' }),
  article: id.nullable().default(null),
  /** The post that is being edited: it is no obstacle to itself. */
  post: id.nullable().default(null),
});

export const warning = z.object({
  /** `near-duplicate`, `same-hour`, `moved`, `silence`, `embargo`. */
  code: z.string(),
  message: z.string(),
  /** The post that it is about. */
  post: z.object({ id, text: z.string(), at: instant }).nullable(),
});

export const preview = z.object({
  account: accountName,
  parts: z.array(postPart.omit({ url: true, remoteId: true })),
  /** These hold it. */
  problems: z.array(problem),
  /** These are for a person to weigh. */
  warnings: z.array(warning),
  priceMicros: micros.nullable(),
  /** What is left of the month's budget before it; null = there is none. */
  leftMicros: micros.nullable(),
  /** When it would go out by the account's limits; null = not within a year. */
  goesOutAt: instant.nullable(),
  needsApproval: z.boolean(),
});

export const previewRoutes = {
  previewPosts: route({
    method: 'POST',
    path: '/api/preview',
    role: 'viewer',
    does: 'Measures, prices and judges a draft for accounts as sending would; makes nothing.',
    body: previewRequest,
    answer: z.object({ items: z.array(preview) }),
  }),
  readLinkCard: route({
    method: 'POST',
    path: '/api/link-card',
    role: 'editor',
    does: 'Reads what the page of a link offers networks for its card.',
    body: z.object({ url: webAddress }),
    answer: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('read'),
        url: z.string(),
        title: z.string().nullable(),
        summary: z.string().nullable(),
        image: z.object({ url: z.string(), alt: z.string().nullable() }).nullable(),
      }),
      z.object({ kind: z.literal('none'), why: z.string() }),
    ]),
  }),
  readCardPicture: route({
    method: 'GET',
    path: '/api/link-card/picture',
    role: 'editor',
    does: 'Gives a picture of the web (JPEG, PNG, GIF, WebP; 5 MB at most) that a page offers networks for its card.',
    query: z.object({ url: webAddress }),
    answer: 'bytes',
  }),
  storePicture: route({
    method: 'POST',
    path: '/api/pictures',
    role: 'editor',
    does: 'Keeps a picture (JPEG, PNG, GIF, WebP; 15 MB at most) for posts; the same bytes have the same id.',
    body: 'bytes',
    answer: z.object({ pictureId: z.string(), width: z.number().int(), height: z.number().int() }),
  }),
  readPicture: route({
    method: 'GET',
    path: '/api/pictures/:id',
    role: 'viewer',
    does: 'Gives a stored picture.',
    params: z.object({ id }),
    answer: 'bytes',
  }),
};
