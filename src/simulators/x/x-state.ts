import { z } from 'zod';
import type { LinkCard } from '../read-link-card.js';

export const MEDIA_LIFE_MS = 24 * 60 * 60 * 1000;
/** Pictures of posts are kept for the drawn timeline, the newest first; the state file is written with every call. */
const KEPT_PICTURE_BYTES = 12 * 1024 * 1024;
/** The first instant of X's ids (https://github.com/twitter-archive/snowflake/tree/snowflake-2010). */
const EPOCH_MS = 1_288_834_974_657;

const storedPost = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  /** As its author wrote it, in NFC. */
  text: z.string(),
  mediaIds: z.array(z.string()),
  inReplyTo: z.string().nullable(),
  conversationId: z.string(),
  createdAt: z.number(),
});
export type StoredPost = z.infer<typeof storedPost>;

const storedMedia = z.strictObject({
  id: z.string(),
  accountId: z.string(),
  category: z.string(),
  type: z.string(),
  totalBytes: z.number(),
  /** Base64 by segment index while it is uploaded. */
  segments: z.record(z.string(), z.string()),
  /** Base64 once it is complete; null before, and when it is forgotten. */
  bytes: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  alt: z.string(),
  createdAt: z.number(),
  finalizedAt: z.number().nullable(),
  /** When it may be posted; null = never. */
  readyAt: z.number().nullable(),
  failed: z.boolean(),
});
export type StoredMedia = z.infer<typeof storedMedia>;

const linkCard = z.strictObject({ title: z.string(), description: z.string() });
/** What a page says about itself to those who share it. */

const dumpedState = z.strictObject({
  lastId: z.string(),
  posts: z.array(storedPost),
  media: z.array(storedMedia),
  cards: z.record(z.string(), linkCard),
});

/** Everything the simulated X remembers. */
export class XState {
  #lastId = 0n;
  #posts: StoredPost[] = [];
  #media: StoredMedia[] = [];
  readonly cards = new Map<string, LinkCard>();

  /** Grows with the clock, and never twice the same even when the clock stands still. */
  nextId(now: Date): string {
    const ofClock = BigInt(Math.max(0, now.getTime() - EPOCH_MS)) << 22n;
    this.#lastId = ofClock > this.#lastId ? ofClock : this.#lastId + 1n;
    return this.#lastId.toString();
  }

  addPost(post: StoredPost): void {
    this.#posts.push(post);
  }

  /** Oldest first. */
  posts(): readonly StoredPost[] {
    return this.#posts;
  }

  findPost(id: string): StoredPost | null {
    return this.#posts.find((post) => post.id === id) ?? null;
  }

  removePost(id: string): void {
    this.#posts = this.#posts.filter((post) => post.id !== id);
  }

  addMedia(media: StoredMedia): void {
    this.#media.push(media);
  }

  findMedia(id: string): StoredMedia | null {
    return this.#media.find((media) => media.id === id) ?? null;
  }

  /** Uploads end after a day: what no post uses is gone, of the rest the bytes. */
  forgetOldMedia(now: Date): void {
    const used = new Set(this.#posts.flatMap(({ mediaIds }) => mediaIds));
    const lives = (media: StoredMedia): boolean => now.getTime() - media.createdAt < MEDIA_LIFE_MS;
    this.#media = this.#media.filter((media) => lives(media) || used.has(media.id));
    let kept = 0;
    for (const media of this.#media.filter(({ id }) => used.has(id)).reverse()) {
      kept += media.bytes?.length ?? 0;
      if (!lives(media) || kept > KEPT_PICTURE_BYTES) media.bytes = null;
    }
  }

  dump(): unknown {
    return {
      lastId: this.#lastId.toString(),
      posts: this.#posts,
      media: this.#media,
      cards: Object.fromEntries(this.cards),
    } satisfies z.infer<typeof dumpedState>;
  }

  restore(dumped: unknown): void {
    const state = dumpedState.parse(dumped);
    this.#lastId = BigInt(state.lastId);
    this.#posts = state.posts;
    this.#media = state.media;
    for (const [url, card] of Object.entries(state.cards)) this.cards.set(url, card);
  }
}
