import { z } from 'zod';
import type { LinkCard } from '../read-link-card.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from './simulated-page.js';

const storedPost = z.strictObject({
  /** Grows with every object; the order of creation. */
  sequence: z.number(),
  message: z.string(),
  link: z.string().nullable(),
  photoIds: z.array(z.string()),
  published: z.boolean(),
  /** Epoch milliseconds; null = not scheduled. */
  scheduledFor: z.number().nullable(),
  /** Who will ever see it: everyone, people with a role in the app, nobody. */
  audience: z.enum(['everyone', 'app-roles', 'nobody']),
  createdAt: z.number(),
  publishedAt: z.number().nullable(),
});
/** A post of the Page as it is kept; edits change it in place. */
export type StoredPost = z.infer<typeof storedPost>;

const storedPhoto = z.strictObject({
  sequence: z.number(),
  type: z.string(),
  base64: z.string(),
  caption: z.string(),
  alt: z.string(),
  temporary: z.boolean(),
  createdAt: z.number(),
});
export type StoredPhoto = z.infer<typeof storedPhoto>;

/** What a page says about itself to those who share it. */
const linkCard = z.strictObject({ title: z.string(), description: z.string() });

const dumpedState = z.strictObject({
  sequence: z.number(),
  posts: z.array(storedPost),
  photos: z.array(storedPhoto),
  cards: z.record(z.string(), linkCard),
});

/** Everything the simulated Page remembers. */
export class PageState {
  #sequence = 0;
  #posts: StoredPost[] = [];
  #photos: StoredPhoto[] = [];
  readonly cards = new Map<string, LinkCard>();

  addPost(post: Omit<StoredPost, 'sequence'>): StoredPost {
    this.#sequence += 1;
    const stored = { ...post, sequence: this.#sequence };
    this.#posts.push(stored);
    return stored;
  }

  addPhoto(photo: Omit<StoredPhoto, 'sequence'>): StoredPhoto {
    this.#sequence += 1;
    const stored = { ...photo, sequence: this.#sequence };
    this.#photos.push(stored);
    return stored;
  }

  /** Oldest first. */
  posts(): readonly StoredPost[] {
    return this.#posts;
  }

  findPost(id: string): StoredPost | null {
    return this.#posts.find((post) => postId(post) === id) ?? null;
  }

  findPhoto(id: string): StoredPhoto | null {
    return this.#photos.find((photo) => photoId(photo) === id) ?? null;
  }

  isAttached(photo: StoredPhoto): boolean {
    return this.#posts.some((post) => post.photoIds.includes(photoId(photo)));
  }

  removePost(post: StoredPost): void {
    this.#posts = this.#posts.filter((each) => each !== post);
    this.#photos = this.#photos.filter((photo) => !post.photoIds.includes(photoId(photo)) || this.isAttached(photo));
  }

  removePhoto(photo: StoredPhoto): void {
    this.#photos = this.#photos.filter((each) => each !== photo);
  }

  /** What happens by itself as time goes by: scheduled posts go out, photos that no post uses die. */
  passTime(now: Date, photoLifeMs: number): void {
    for (const post of this.#posts) {
      if (post.published || post.scheduledFor === null || post.scheduledFor > now.getTime()) continue;
      post.published = true;
      post.publishedAt = post.scheduledFor;
    }
    this.#photos = this.#photos.filter(
      (photo) => now.getTime() - photo.createdAt < photoLifeMs || this.isAttached(photo),
    );
  }

  dump(): unknown {
    return {
      sequence: this.#sequence,
      posts: this.#posts,
      photos: this.#photos,
      cards: Object.fromEntries(this.cards),
    } satisfies z.infer<typeof dumpedState>;
  }

  restore(dumped: unknown): void {
    const state = dumpedState.parse(dumped);
    this.#sequence = state.sequence;
    this.#posts = state.posts;
    this.#photos = state.photos;
    for (const [url, card] of Object.entries(state.cards)) this.cards.set(url, card);
  }
}

/** Longer than a JavaScript number is exact, as the real ones are. */
export function postNumber(post: StoredPost): string {
  return `1221${String(post.sequence).padStart(14, '0')}`;
}

export function postId(post: StoredPost): string {
  return `${SIMULATED_FACEBOOK_CREDENTIALS.pageId}_${postNumber(post)}`;
}

export function photoId(photo: StoredPhoto): string {
  return `1222${String(photo.sequence).padStart(14, '0')}`;
}
