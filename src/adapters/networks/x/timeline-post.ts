import { z } from 'zod';

/** A post as a look on the account's own timeline sees it. */
export interface TimelinePost {
  readonly id: string;
  readonly text: string;
  /** Null when the server does not say. */
  readonly createdAt: Date | null;
  /** The post it replies to; null for none, undefined when the server does not say. */
  readonly parent: string | null | undefined;
  /** Where its links lead. */
  readonly links: readonly string[];
}

export interface TimelinePage {
  readonly posts: readonly TimelinePost[];
  readonly nextToken: string | null;
}

const entities = z.object({
  urls: z.array(z.object({ expanded_url: z.string().optional(), unwound_url: z.string().optional() })).default([]),
});
const references = z.array(z.object({ type: z.string(), id: z.string() }));
const note = z.object({ text: z.string(), entities: entities.optional() });
// Names changed between versions 2.166 and 2.167 of https://docs.x.com/openapi.json; either is read.
const post = z.object({
  id: z.string().min(1),
  text: z.string(),
  created_at: z.string().optional(),
  conversation_id: z.string().optional(),
  entities: entities.optional(),
  referenced_tweets: references.optional(),
  referenced_posts: references.optional(),
  note_tweet: note.optional(),
  note_post: note.optional(),
});
const page = z.object({
  data: z.array(post).optional(),
  meta: z.object({ result_count: z.number().optional(), next_token: z.string().optional() }).optional(),
});

/** Null when it is not a whole page of a timeline: then nothing is proven by what is missing in it. */
export function readTimelinePage(body: unknown): TimelinePage | null {
  const parsed = page.safeParse(body);
  if (!parsed.success) return null;
  const { data, meta } = parsed.data;
  if (data === undefined && meta?.result_count !== 0) return null;
  return { posts: (data ?? []).map(toTimelinePost), nextToken: meta?.next_token ?? null };
}

function toTimelinePost(wire: z.infer<typeof post>): TimelinePost {
  const long = wire.note_tweet ?? wire.note_post;
  const urls = (long?.entities ?? wire.entities)?.urls ?? [];
  const createdAt = new Date(wire.created_at ?? '');
  return {
    id: wire.id,
    text: long?.text ?? wire.text,
    createdAt: Number.isNaN(createdAt.getTime()) ? null : createdAt,
    parent: parentOf(wire),
    links: urls.flatMap((url) => [url.expanded_url, url.unwound_url]).filter((url) => url !== undefined),
  };
}

function parentOf(wire: z.infer<typeof post>): TimelinePost['parent'] {
  const references = wire.referenced_tweets ?? wire.referenced_posts;
  if (references !== undefined) return references.find(({ type }) => type === 'replied_to')?.id ?? null;
  return wire.conversation_id === wire.id ? null : undefined;
}
