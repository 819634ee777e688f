import { z } from 'zod';

const id = z.string().regex(/^[0-9]{1,19}$/);
const audience = z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']);

const media = z.strictObject({
  media_ids: z.array(id).min(1).max(4),
  tagged_user_ids: z.array(id).max(10).optional(),
  description: z.string().optional(),
  title: z.string().optional(),
  embeddable: z.boolean().optional(),
  preview_media_id: id.optional(),
  call_to_actions: z.record(z.string(), z.unknown()).optional(),
});

const reply = z.strictObject({
  in_reply_to_tweet_id: id,
  auto_populate_reply_metadata: z.boolean().optional(),
  exclude_reply_user_ids: z.array(z.string()).optional(),
});

const poll = z.strictObject({
  options: z.array(z.string().min(1).max(25)).min(2).max(4),
  duration_minutes: z.number().int().min(5).max(10_080),
  reply_settings: audience.optional(),
});

/** The body of `POST /2/tweets`; every object is closed, as in https://docs.x.com/openapi.json. */
export const createPostRequest = z.strictObject({
  text: z.string().default(''),
  media: media.optional(),
  reply: reply.optional(),
  poll: poll.optional(),
  quote_tweet_id: id.optional(),
  direct_message_deep_link: z.string().optional(),
  card_uri: z.string().optional(),
  reply_settings: audience.optional(),
  geo: z.strictObject({ place_id: z.string() }).optional(),
  community_id: id.optional(),
  edit_options: z.strictObject({ previous_post_id: id }).optional(),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  nullcast: z.boolean().optional(),
  for_super_followers_only: z.boolean().optional(),
  share_with_followers: z.boolean().optional(),
});
export type CreatePostRequest = z.infer<typeof createPostRequest>;

const EXCLUSIVE = ['poll', 'quote_tweet_id', 'direct_message_deep_link', 'media', 'card_uri'] as const;

export function countExclusiveFields(request: CreatePostRequest): number {
  return EXCLUSIVE.filter((field) => request[field] !== undefined).length;
}
