import { expect } from 'vitest';
import type { ClaimedLookUp, ClaimedPost, Ledger, NotClaimed } from '../../src/application/ports/ledger.js';
import { DEFAULT_ACCOUNT_SETTINGS, type Account, type AccountSettings } from '../../src/domain/account.js';
import type { Post } from '../../src/domain/post.js';
import type { LookUpSettlement, Settlement } from '../../src/domain/settlement.js';
import { plannedPost, wantedAccount } from './samples.js';
import type { Engine } from './test-databases.js';
import { openTestLedger, type TestClock, type TestLedger } from './test-ledger.js';

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

  get ledger(): Ledger {
    return this.test.ledger;
  }

  get clock(): TestClock {
    return this.test.clock;
  }

  /** So many milliseconds from now, or before now. */
  in(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }

  /** What the newsroom sets after its posts were planned, so that only the sending goes by it. */
  async setHabits(change: Partial<AccountSettings>): Promise<void> {
    await this.ledger.syncAccount(wantedAccount({ settings: { ...DEFAULT_ACCOUNT_SETTINGS, ...change } }));
  }

  schedule(change: Parameters<typeof plannedPost>[1] = {}): Promise<Post> {
    return this.ledger.createPost(plannedPost(this.account.id, change));
  }

  scheduleThread(texts: readonly string[], change: Parameters<typeof plannedPost>[1] = {}): Promise<Post> {
    const parts = texts.map((text) => ({ text, link: null, media: [], priceMicros: null }));
    return this.schedule({ ...change, parts });
  }

  /** Claims the post as it is now. */
  async tryClaim(post: Post): Promise<ClaimedPost | NotClaimed> {
    return this.ledger.claimPost(post.id, (await this.fresh(post)).revision);
  }

  async claim(post: Post): Promise<ClaimedPost> {
    const claim = await this.tryClaim(post);
    if (claim.kind !== 'claimed') throw new Error(`not claimed: ${JSON.stringify(claim)}`);
    return claim;
  }

  async fresh(post: Post): Promise<Post> {
    const found = await this.ledger.findPost(post.id);
    if (found === null) throw new Error('the post is gone');
    return found;
  }

  /** Claims and opens the delivery; the token settles it. */
  async send(post: Post): Promise<string> {
    const claim = await this.claim(post);
    expect(await this.ledger.openDelivery(claim.token)).toBe(true);
    return claim.token;
  }

  async sendAnd(post: Post, settlement: Settlement): Promise<Post> {
    const settled = await this.ledger.settlePost(await this.send(post), settlement);
    if (settled === null) throw new Error('the claim was lost');
    return settled;
  }

  publish(post: Post, remoteId: string): Promise<Post> {
    return this.sendAnd(post, { ...PUBLISHED, remoteId, url: `https://x.example/${remoteId}` });
  }

  /** A send without an answer; its look is due in a minute. */
  loseAnswer(post: Post, ifAbsent: 'send-again' | 'reject' = 'send-again'): Promise<Post> {
    return this.sendAnd(post, { kind: 'look-up', at: this.in(60_000), ifAbsent, answer: ANSWER });
  }

  async takeLook(): Promise<ClaimedLookUp> {
    const look = await this.ledger.claimLookUp();
    if (look === null) throw new Error('there is nothing to look for');
    return look;
  }

  /** A minute passes and the look is made. */
  async lookAnd(settlement: LookUpSettlement): Promise<Post> {
    this.clock.advance(60_000);
    const settled = await this.ledger.settleLookUp((await this.takeLook()).token, settlement);
    if (settled === null) throw new Error('the look was lost');
    return settled;
  }

  /** Nobody could find out whether it went out. */
  async leaveUnconfirmed(post: Post): Promise<Post> {
    await this.loseAnswer(post);
    return this.lookAnd({ kind: 'unconfirmed', reason: 'nobody could tell' });
  }

  async listEventKinds(post: Post): Promise<readonly string[]> {
    return (await this.ledger.listEvents(post.id)).map((event) => event.kind);
  }
}

export function tryAgain(
  at: Date,
  change: Partial<Extract<Settlement, { kind: 'try-again' }>> = {},
): Extract<Settlement, { kind: 'try-again' }> {
  return {
    kind: 'try-again',
    at,
    discardPrepared: false,
    triedOnce: null,
    blockAccountUntil: null,
    answer: ANSWER,
    ...change,
  };
}
