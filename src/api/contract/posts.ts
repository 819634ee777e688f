import { z } from 'zod';
import { POST_STATES } from '../../domain/post.js';
import { doer, id, instant, micros, network, paging, problem, oneOrMore, webAddress } from './values.js';

export { POST_STATES };
export const postState = z.enum(POST_STATES);

export const accountName = z.object({ id, name: z.string(), network, simulated: z.boolean() });

/** A picture: stored bytes (`pictureId`, see `POST /api/pictures`) or an address on the web; exactly one of the two. */
export const picture = z
  .object({
    pictureId: z.string().max(64).nullable(),
    url: webAddress.nullable(),
    alt: z.string().max(1_500),
  })
  .refine(
    ({ pictureId, url }) => (pictureId === null) !== (url === null),
    'give either pictureId, of a stored picture, or url, its address on the web',
  );

export const draftPart = z.object({
  text: z.string().max(70_000),
  link: webAddress.nullable().default(null),
  media: z.array(picture).max(10).default([]),
});

export const postPart = z.object({
  /** Counted from 0. */
  position: z.number().int(),
  text: z.string(),
  link: z.string().nullable(),
  media: z.array(z.object({ pictureId: z.string().nullable(), url: z.string().nullable(), alt: z.string() })),
  /** Where it is on the network; null while it is not. */
  url: z.string().nullable(),
  remoteId: z.string().nullable(),
  priceMicros: micros.nullable(),
  /** In the network's own measure. */
  used: z.number().int(),
  limit: z.number().int(),
});

export const ACTIONS = [
  'edit',
  'move',
  'queue',
  'approve',
  'return',
  'release',
  'hold',
  'cancel',
  'confirm',
  'resend',
  'correct',
  'retract',
] as const;

export const post = z.object({
  id,
  /** The ETag's number: grows with every change. */
  revision: z.number().int(),
  account: accountName,
  article: z.object({ id, title: z.string() }).nullable(),
  /** Null for one that a person wrote. */
  template: z.string().nullable(),
  /** Posts that were composed together have the same; null = on its own, or of an article. */
  group: z.string().nullable(),
  state: postState,
  /** Why it is held, refused, unconfirmed, cancelled, in plain words. */
  reason: z.string().nullable(),
  problems: z.array(problem),
  lane: z.enum(['normal', 'breaking']),
  inSlot: z.boolean(),
  needsApproval: z.boolean(),
  /** What a person or the template chose. */
  dueAt: instant,
  /** A person chose that whatever the account's limits say; once the post was put off, they count again. */
  keepsTime: z.boolean(),
  /** When it goes out by the account's limits. */
  nextAt: instant,
  expiresAt: instant.nullable(),
  publishedAt: instant.nullable(),
  createdAt: instant,
  writtenBy: doer.nullable(),
  /** Who last changed what readers see. */
  changedBy: doer.nullable(),
  approvedBy: doer.nullable(),
  priceMicros: micros.nullable(),
  parts: z.array(postPart).min(1),
  /** The post on the network that it answers, by its id there; null = it stands on its own. */
  replyTo: z.string().nullable(),
  /** What the person who asks may do with it now. */
  actions: z.array(z.enum(ACTIONS)),
});
export type PostBody = z.infer<typeof post>;

export const postQuery = z.object({
  ...paging,
  state: oneOrMore(POST_STATES).exactOptional(),
  account: id.exactOptional(),
  network: network.exactOptional(),
  /** Name of a template, or `none` for what people wrote. */
  template: z.string().max(200).exactOptional(),
  article: id.exactOptional(),
  group: id.exactOptional(),
  /** Written by this person. */
  by: id.exactOptional(),
  /** Going out from then on, and before then. */
  from: z.iso.datetime({ offset: true }).exactOptional(),
  to: z.iso.datetime({ offset: true }).exactOptional(),
  /** Words in the text. */
  q: z.string().trim().min(1).max(200).exactOptional(),
  sort: z.enum(['next', '-next', '-created']).default('next'),
});

export const delivery = z.object({
  id,
  part: z.number().int(),
  state: z.enum(['intent', 'unknown', 'published', 'refused', 'deferred', 'absent']),
  dueAt: instant,
  begunAt: instant,
  settledAt: instant.nullable(),
  /** The network's own words. */
  answer: z
    .object({ status: z.number().int().nullable(), code: z.string().nullable(), message: z.string() })
    .nullable(),
  /** What it means and what can be done, in plain words. */
  cure: z.string().nullable(),
});

export const postEvent = z.object({
  id,
  at: instant,
  /** Stable: `post-planned`, `post-changed`, `post-note`, … */
  kind: z.string(),
  detail: z.string(),
  by: doer.nullable(),
});

/** What it said since then, the oldest first. */
export const writtenText = z.object({
  at: instant,
  by: doer.nullable(),
  parts: z.array(z.object({ text: z.string(), link: z.string().nullable(), pictures: z.number().int() })),
});

export const postHistory = z.object({
  events: z.array(postEvent),
  deliveries: z.array(delivery),
  texts: z.array(writtenText),
});
