import { expect } from 'vitest';
import type { ClaimedPost } from '../../src/application/ports/ledger.js';
import type { Account } from '../../src/domain/account.js';
import type { Post } from '../../src/domain/post.js';
import { plannedPost, wantedAccount } from './samples.js';
import { openTestLedger, type Engine, type TestLedger } from './test-ledger.js';

export const ANSWER = { status: 503, code: null, message: 'overloaded' };
export const PUBLISHED = {
  kind: 'part-published',
  remoteId: '101',
  url: 'https://x.example/101',
  blockAccountUntil: null,
} as const;

/** A ledger with one account, and the short ways to work with it. */
export class LedgerDesk {
  readonly test: TestLedger;
  readonly account: Account;

  private constructor(test: TestLedger, account: Account) {
    this.test = test;
    this.account = account;
  }

  static async open(kind: Engine, postgresUrl: string): Promise<LedgerDesk> {
    const test = await openTestLedger(kind, postgresUrl);
    return new LedgerDesk(test, await test.ledger.syncAccount(wantedAccount()));
  }

  close(): Promise<void> {
    return this.test.destroy();
  }

  schedule(change: Parameters<typeof plannedPost>[1] = {}): Promise<Post> {
    return this.test.ledger.createPost(plannedPost(this.account.id, change));
  }

  async claim(post: Post): Promise<ClaimedPost> {
    const claim = await this.test.ledger.claimPost(post.id, post.revision);
    if (claim.kind !== 'claimed') throw new Error(`not claimed: ${JSON.stringify(claim)}`);
    return claim;
  }

  async fresh(post: Post): Promise<Post> {
    const found = await this.test.ledger.findPost(post.id);
    if (found === null) throw new Error('the post is gone');
    return found;
  }

  /** Claims and opens the delivery; the token settles it. */
  async send(post: Post): Promise<string> {
    const claim = await this.claim(post);
    expect(await this.test.ledger.openDelivery(claim.token)).toBe(true);
    return claim.token;
  }
}
