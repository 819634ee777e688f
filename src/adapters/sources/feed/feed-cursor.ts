import { z } from 'zod';

/** What is known of a feed since the last answer that was taken in. */
export interface FeedCursor {
  /** Where the validators are from: they mean nothing elsewhere. */
  readonly address: string;
  /** Exactly as received: WordPress compares both where both are sent. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** SHA-256 of the bytes. */
  readonly bodyHash: string;
  /** Where it says that it has moved for good, and how often in a row it has said so. */
  readonly move: { readonly to: string; readonly times: number } | null;
  /** When it was last asked without validators. */
  readonly askedWholeAt: number;
}

const feedCursor: z.ZodType<FeedCursor> = z.object({
  address: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  bodyHash: z.string(),
  move: z.object({ to: z.string(), times: z.number() }).nullable(),
  askedWholeAt: z.number(),
});

/** Null for a feed that is met for the first time, under this address or at all. */
export function readFeedCursor(text: string | null, address: string): FeedCursor | null {
  if (text === null || text === '') return null;
  const cursor = feedCursor.parse(JSON.parse(text));
  return cursor.address === address ? cursor : null;
}
