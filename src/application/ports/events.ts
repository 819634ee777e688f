import type { Account } from '../../domain/account.js';
import type { Post } from '../../domain/post.js';

/** What only a person can mend, told once, by whichever process comes upon it. */
export interface Events {
  accountPaused(account: Account, reason: string): void;
  postRejected(post: Post, reason: string): void;
  postUnconfirmed(post: Post, reason: string): void;
  /** A post whose wall time could not be looked after: it goes out at the time that it has. */
  wallTimeUnkept(post: Post, error: unknown): void;
}
