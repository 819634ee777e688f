import type { Clock } from '../../../application/ports/clock.js';
import type { Network, Prepared, PrepareResult, Saved } from '../../../application/ports/network.js';
import type { Pictures } from '../../../application/ports/pictures.js';
import type { Account } from '../../../domain/account.js';
import type { Draft, DraftPart, Part, Problem } from '../../../domain/post.js';
import type {
  AccountHealth,
  EditOutcome,
  LookUp,
  NetworkAnswer,
  PublishOutcome,
  RetractOutcome,
} from '../../../domain/publish-outcome.js';
import type { Timing } from '../../../domain/timing.js';
import { callGraph } from './call-graph.js';
import { createPost } from './create-post.js';
import { editMessage } from './edit-message.js';
import type { FacebookConnection } from './facebook-connection.js';
import { findProblems, measureMessage } from './find-problems.js';
import { findPublished } from './find-published.js';
import { makeVisible } from './make-visible.js';
import { briefly, type PageAccess } from './page-access.js';
import { preparePart } from './prepare-part.js';
import { readPage } from './read-page.js';
import { readPost } from './read-post.js';
import { remoteIdIn, wholePostId } from './remote-id-in.js';
import { removePost } from './remove-post.js';
import { retractPost } from './retract-post.js';

const NOT_CONNECTED: NetworkAnswer = {
  status: null,
  code: 'not-connected',
  message: 'there are no credentials for this Facebook Page',
};

/** Facebook Pages through the Graph API. */
export class FacebookNetwork implements Network {
  readonly name = 'facebook';
  readonly linkPlacement = 'beside-text';
  readonly #connectionOf: (account: Account) => FacebookConnection | null;
  readonly #pictures: Pictures;
  readonly #clock: Clock;
  readonly #timing: Timing;
  /** What this process has deleted: asked for again, Facebook would not tell it from what we may not see. */
  readonly #retracted = new Set<string>();

  constructor(options: {
    readonly connectionOf: (account: Account) => FacebookConnection | null;
    readonly pictures: Pictures;
    readonly clock: Clock;
    readonly timing: Timing;
  }) {
    this.#connectionOf = options.connectionOf;
    this.#pictures = options.pictures;
    this.#clock = options.clock;
    this.#timing = options.timing;
  }

  measure(text: string, account: Account): { readonly used: number; readonly limit: number } {
    return measureMessage(text, account);
  }

  findProblems(draft: Draft, account: Account): readonly Problem[] {
    return findProblems(draft, account);
  }

  /** Posting on a Page costs nothing. */
  priceMicros(): null {
    return null;
  }

  async prepare(part: Part, account: Account, saved: Saved, signal: AbortSignal): Promise<PrepareResult> {
    const page = this.#pageOf(account);
    if (page === null) return { kind: 'failed', outcome: { kind: 'unauthorized', answer: NOT_CONNECTED } };
    const { twoPhase } = account.settings;
    return preparePart(part, saved, { pictures: this.#pictures, page, twoPhase }, signal);
  }

  /** One that readers see by now stays: only a person takes back what was published. */
  async discard(unpublishedId: string, account: Account, signal: AbortSignal): Promise<boolean> {
    const page = this.#pageOf(account);
    if (page === null) return false;
    const seen = await readPost(unpublishedId, page, signal);
    if (seen.kind === 'published') return true;
    return seen.kind !== 'unreadable' && (await removePost(unpublishedId, page, signal)) === null;
  }

  async publish(
    part: Part,
    prepared: Prepared,
    account: Account,
    deadline: Date,
    signal: AbortSignal,
  ): Promise<PublishOutcome> {
    const page = this.#pageOf(account);
    if (page === null) return { kind: 'unauthorized', answer: NOT_CONNECTED };
    const now = this.#clock.now();
    if (now >= deadline || signal.aborted) {
      const answer = {
        status: null,
        code: 'deadline-passed',
        message: 'the time for this attempt was over; nothing was sent',
      };
      return { kind: 'deferred', retryAt: now, answer };
    }
    if (prepared.unpublishedId !== null) return makeVisible(prepared.unpublishedId, page, signal);
    const outcome = await createPost(part, prepared.mediaIds, 'visible', page, signal);
    if (outcome.kind !== 'published') return outcome;
    const seen = await readPost(outcome.remoteId, page, briefly(signal));
    return { ...outcome, url: seen.kind === 'published' ? seen.url : null };
  }

  async findPublished(
    part: Part,
    prepared: Prepared | null,
    account: Account,
    where: { readonly notBefore: Date; readonly knownIds: ReadonlySet<string> },
    signal: AbortSignal,
  ): Promise<LookUp> {
    const page = this.#pageOf(account);
    if (page === null) return { kind: 'cannot-tell', noAccess: true, answer: NOT_CONNECTED };
    return findPublished(part, prepared?.unpublishedId ?? null, where, page, signal);
  }

  remoteIdIn(address: string): string | null {
    return remoteIdIn(address);
  }

  async edit(remoteId: string, part: DraftPart, account: Account, signal: AbortSignal): Promise<EditOutcome> {
    const page = this.#pageOf(account);
    if (page === null) return { kind: 'unclear', retryAt: null, answer: NOT_CONNECTED };
    return editMessage(remoteId, part, page, signal);
  }

  async retract(remoteId: string, account: Account, signal: AbortSignal): Promise<RetractOutcome> {
    const page = this.#pageOf(account);
    if (page === null) return { kind: 'failed', answer: NOT_CONNECTED };
    const postId = wholePostId(remoteId, page.pageId);
    if (this.#retracted.has(postId)) return { kind: 'retracted' };
    const outcome = await retractPost(postId, page, signal);
    if (outcome.kind === 'retracted') this.#retracted.add(postId);
    return outcome;
  }

  async checkAccount(account: Account, signal: AbortSignal): Promise<AccountHealth> {
    const page = this.#pageOf(account);
    if (page === null) return { kind: 'unhealthy', answer: NOT_CONNECTED };
    return readPage(page, signal);
  }

  /** Null while there are no credentials. */
  #pageOf(account: Account): PageAccess | null {
    const connection = this.#connectionOf(account);
    if (connection === null) return null;
    return {
      pageId: connection.pageId,
      timing: this.#timing,
      now: () => this.#clock.now(),
      call: (call, signal) => callGraph(connection, this.#clock, call, signal),
    };
  }
}
