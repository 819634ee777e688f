import { z } from 'zod';
import { errorBody } from './error.js';
import { draftPart, post, postHistory, postQuery, postState } from './posts.js';
import { route } from './route.js';
import { givenInstant, id, listOf, words, webAddress } from './values.js';

/**
 * Now, in the account's next free slot, or at a time. `wallTime`: as the person chose it; it stays 18:30 when the rules of
 * the zone change. It is the minute of `at` in that zone, else it is refused.
 */
export const when = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('slot') }),
  z.object({
    kind: z.literal('at'),
    at: givenInstant,
    wallTime: z
      .object({
        at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'a time of the wall, such as 2026-11-25T18:30'),
        zone: z
          .string()
          .max(64)
          .regex(/^[A-Za-z]/, 'the name of a zone, such as Europe/London'),
      })
      .nullable()
      .default(null),
  }),
]);
export type When = z.infer<typeof when>;

const ofPost = z.object({ id });
const change = { params: ofPost, ifMatch: 'revision', answer: post } as const;

export const compose = z.object({
  /** `draft`: kept, and nothing goes out; `queue`: scheduled, or waiting for approval, or held with the reasons. */
  as: z.enum(['draft', 'queue']),
  /** One for each account; they belong together. */
  variants: z
    .array(z.object({ account: id, parts: z.array(draftPart).min(1).max(25) }))
    .min(1)
    .max(20),
  when: when.default({ kind: 'now' }),
  /** Not sent later than that. */
  expiresAt: givenInstant.nullable().default(null),
  /** The article that it is about. */
  article: id.nullable().default(null),
  /** A second person is to look at it, also where the newsroom does not ask for it. */
  askApproval: z.boolean().default(false),
  lane: z.enum(['normal', 'breaking']).default('normal'),
});

const named = z.object({ id, revision: z.number().int() });
export const bulk = z.discriminatedUnion('action', [
  z.object({ action: z.literal('approve'), posts: z.array(named).min(1).max(200) }),
  z.object({ action: z.literal('cancel'), posts: z.array(named).min(1).max(200) }),
  z.object({ action: z.literal('hold'), posts: z.array(named).min(1).max(200), reason: words }),
  /** All by the same step, so that they keep their distance. */
  z.object({
    action: z.literal('move'),
    posts: z.array(named).min(1).max(200),
    byMs: z
      .number()
      .int()
      .min(-366 * 86_400_000)
      .max(366 * 86_400_000),
  }),
]);

export const postRoutes = {
  listPosts: route({
    method: 'GET',
    path: '/api/posts',
    role: 'viewer',
    does: 'Lists posts.',
    query: postQuery,
    answer: listOf(post),
  }),
  countPosts: route({
    method: 'GET',
    path: '/api/posts/counts',
    role: 'viewer',
    does: 'Says how many posts there are in each state.',
    answer: z.object({ counts: z.array(z.object({ state: postState, count: z.number().int() })) }),
  }),
  composePosts: route({
    method: 'POST',
    path: '/api/posts',
    role: 'editor',
    does: 'Makes a post for each account, all or none.',
    body: compose,
    idempotent: true,
    answer: z.object({ items: z.array(post) }),
  }),
  changeManyPosts: route({
    method: 'POST',
    path: '/api/posts/bulk',
    role: 'editor',
    does: 'Does one thing with many posts, each as it was seen; says for each what came of it.',
    body: bulk,
    answer: z.object({
      results: z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('done'), id, post }),
          z.object({ kind: z.literal('refused'), id, error: errorBody }),
        ]),
      ),
    }),
  }),
  readPost: route({
    method: 'GET',
    path: '/api/posts/:id',
    role: 'viewer',
    does: 'Shows a post; its ETag is what changes ask for.',
    params: ofPost,
    answer: post,
  }),
  readPostHistory: route({
    method: 'GET',
    path: '/api/posts/:id/history',
    role: 'viewer',
    does: 'Tells the life of a post: what happened, every delivery with the answer of the network, every text it had.',
    params: ofPost,
    answer: postHistory,
  }),
  editPost: route({
    ...change,
    method: 'PATCH',
    path: '/api/posts/:id',
    role: 'editor',
    does: 'Gives what has not gone out yet other words, links and pictures; an approval is withdrawn by it.',
    body: z.object({ parts: z.array(draftPart).min(1).max(25) }),
  }),
  movePost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/move',
    role: 'editor',
    does: 'Gives a post another time; `now` sends it as soon as the account may. With `keepTime` it goes out then whatever the limits of the account say.',
    body: z
      .object({
        when,
        /** A draft keeps none: the limits are asked when it is queued. */
        keepTime: z.literal(true).exactOptional(),
      })
      .refine(({ when: wish, keepTime }) => keepTime === undefined || wish.kind !== 'slot', {
        path: ['keepTime'],
        message: 'a free slot is what the limits leave: name a time that is to be kept',
      }),
  }),
  queuePost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/queue',
    role: 'editor',
    does: 'A draft becomes a post that goes out, or waits for approval.',
    body: z.object({ when, askApproval: z.boolean().default(false) }),
  }),
  approvePost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/approve',
    role: 'approver',
    does: 'Approves exactly what was seen. Nobody approves what they wrote or last changed (403 KWB_OWN_POST).',
  }),
  returnPost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/return',
    role: 'approver',
    does: 'Gives a post that waits for approval back as a draft, with a note.',
    body: z.object({ note: words }),
  }),
  releasePost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/release',
    role: 'editor',
    does: 'Lets a held post go out that needs no approval.',
  }),
  holdPost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/hold',
    role: 'editor',
    does: 'Holds a scheduled post until a person releases it.',
    body: z.object({ reason: words }),
  }),
  cancelPost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/cancel',
    role: 'editor',
    does: 'Drops a post, or what of it is not out yet.',
  }),
  confirmPost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/confirm',
    role: 'editor',
    does: 'A person saw an unconfirmed post on the network, at this address.',
    body: z.object({ url: webAddress }),
  }),
  resendPost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/resend',
    role: 'editor',
    does: 'A person saw that an unconfirmed post is not on the network: it is sent again.',
  }),
  correctPost: route({
    method: 'POST',
    path: '/api/posts/:id/correction',
    role: 'editor',
    does: 'Makes a draft that answers a published post on X, for a person to write and queue.',
    params: ofPost,
    idempotent: true,
    answer: post,
  }),
  retractPost: route({
    ...change,
    method: 'POST',
    path: '/api/posts/:id/retract',
    role: 'approver',
    does: 'Deletes from the network whatever of the post is there.',
  }),
  notePost: route({
    method: 'POST',
    path: '/api/posts/:id/notes',
    role: 'editor',
    does: 'Writes a note into the history of a post.',
    params: ofPost,
    body: z.object({ note: z.string().trim().min(1).max(2_000) }),
    answer: 'nothing',
  }),
};
