import type { PostPreview } from '../application/preview-posts.js';
import type { RecordedArticle } from '../domain/article.js';
import type { Post, PostId, PostState } from '../domain/post.js';

/** Loads and configures the program when a command needs it: help does not. */
export type OpenProgram = () => Promise<Program>;

/** What the commands do, whoever does it; create-app.ts brings it to life. */
export interface Program {
  readonly zone: string;
  now(): Date;
  /** Runs until it is told to stop. */
  start(options: { readonly port: number | null }): Promise<void>;
  /** The simulators alone, until they are told to stop. */
  simulate(listening: (urls: { readonly x: string; readonly facebook: string }) => void): Promise<void>;
  migrate(): Promise<{ readonly applied: readonly string[]; readonly backup: string | null }>;
  preview(
    file: string,
    template: string | null,
  ): Promise<{ readonly article: ArticleView; readonly posts: readonly PostPreview[] }>;
  publish(
    file: string,
    wish: PublishRequest,
  ): Promise<{ readonly article: ArticleView; readonly posts: readonly PostView[] }>;
  post(request: PostRequest): Promise<PostView>;
  listPosts(filter: { readonly state?: PostState; readonly accountName?: string }): Promise<readonly PostView[]>;
  show(
    id: PostId,
  ): Promise<{ readonly article: ArticleView | null; readonly post: PostView; readonly events: readonly EventView[] }>;
  cancel(id: PostId): Promise<PostView>;
  reschedule(id: PostId, at: Date): Promise<PostView>;
  retract(id: PostId): Promise<PostView>;
}

export type ArticleView = RecordedArticle['article'];
export interface EventView {
  readonly at: Date;
  readonly kind: string;
  readonly detail: string;
}

export interface PublishRequest {
  readonly url: string | null;
  readonly at: Date | null;
  readonly accountName: string | null;
  readonly wait: boolean;
}

export interface PostRequest {
  readonly text: string;
  readonly accountName: string;
  readonly link: string | null;
  readonly imageFile: string | null;
  readonly alt: string;
  readonly at: Date | null;
  readonly wait: boolean;
}

/** A post with the length of each part in its network's measure. */
export interface PostView {
  readonly post: Post;
  readonly lengths: readonly { readonly used: number; readonly limit: number }[];
}
