import type { Clock } from '../../../application/ports/clock.js';
import type { Network, Prepared, PrepareResult } from '../../../application/ports/network.js';
import type { Pictures } from '../../../application/ports/pictures.js';
import type { Account, AccountId } from '../../../domain/account.js';
import type { Part } from '../../../domain/post.js';
import type { AccountHealth, LookUp, PublishOutcome, RetractOutcome } from '../../../domain/publish-outcome.js';
import type { Timing } from '../../../domain/timing.js';
import { classifyAnswer, readId, type Moment } from './classify-answer.js';
import { findProblems, measure } from './find-problems.js';
import { findPublished, unreadable, type SearchWindow } from './find-published.js';
import { networkAnswer, ownAnswer } from './network-answer.js';
import { preparePictures } from './prepare-pictures.js';
import { priceMicros } from './price-micros.js';
import { isDeleted, readDisplayName } from './read-answer.js';
import { remoteIdIn } from './remote-id-in.js';
import type { XClient } from './x-client.js';
import { postUrl, type XConnection } from './x-connection.js';

export interface XNetworkParts {
  readonly connectionOf: (account: Account) => XConnection | null;
  readonly pictures: Pictures;
  readonly clock: Clock;
  readonly timing: Timing;
}

const NOT_CONNECTED = ownAnswer('not-connected', 'no X credentials are configured for this account');
const NOTHING_PREPARED: Prepared = { mediaIds: [], usableUntil: null, unpublishedId: null };

/** X's library is loaded by the first call: most commands speak to no network. */
async function openClient(connection: XConnection, signal: AbortSignal): Promise<XClient> {
  const { XClient } = await import('./x-client.js');
  return new XClient(connection, signal);
}

/** X through its API v2, one request per call. The link of a post stands in its text. */
export class XNetwork implements Network {
  readonly name = 'x';
  readonly linkPlacement = 'in-text';
  readonly measure = measure;
  readonly findProblems = findProblems;
  readonly priceMicros = priceMicros;
  readonly remoteIdIn = remoteIdIn;
  readonly #parts: XNetworkParts;
  readonly #userIds = new Map<AccountId, string>();

  constructor(parts: XNetworkParts) {
    this.#parts = parts;
  }

  async prepare(part: Part, account: Account, saved: Prepared | null, signal: AbortSignal): Promise<PrepareResult> {
    if (part.media.length === 0) return { kind: 'prepared', prepared: NOTHING_PREPARED };
    const { connectionOf, pictures } = this.#parts;
    const moment = this.#moment();
    if (saved !== null && this.#isUsable(saved, part, moment)) return { kind: 'prepared', prepared: saved };
    const connection = connectionOf(account);
    if (connection === null) return { kind: 'failed', outcome: { kind: 'unauthorized', answer: NOT_CONNECTED } };
    return preparePictures(await openClient(connection, signal), pictures, part, moment);
  }

  /** X forgets an upload that no post uses, and knows no call that removes one. */
  discard(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async publish(
    part: Part,
    prepared: Prepared,
    account: Account,
    deadline: Date,
    signal: AbortSignal,
  ): Promise<PublishOutcome> {
    const { clock, connectionOf } = this.#parts;
    const connection = connectionOf(account);
    if (connection === null) return { kind: 'unauthorized', answer: NOT_CONNECTED };
    const client = await openClient(connection, signal);
    const now = clock.now();
    if (now >= deadline || signal.aborted)
      return {
        kind: 'deferred',
        retryAt: now,
        answer: ownAnswer('deadline-passed', 'it was too late to send it; nothing left'),
      };
    const answer = await client.post('tweets', {
      text: part.text,
      ...(prepared.mediaIds.length === 0 ? {} : { media: { media_ids: prepared.mediaIds } }),
      ...(part.inReplyTo === null ? {} : { reply: { in_reply_to_tweet_id: part.inReplyTo } }),
    });
    return classifyAnswer(answer, (id) => postUrl(connection, id), this.#moment());
  }

  async findPublished(
    part: Part,
    _prepared: Prepared | null,
    account: Account,
    where: SearchWindow,
    signal: AbortSignal,
  ): Promise<LookUp> {
    const connection = this.#parts.connectionOf(account);
    if (connection === null) return { kind: 'cannot-tell', noAccess: true, answer: NOT_CONNECTED };
    const client = await openClient(connection, signal);
    const userId = await this.#findUserId(client, account);
    if (typeof userId !== 'string') return userId;
    const sighting = await findPublished(client, userId, part, where, this.#moment());
    return sighting.kind === 'found' ? { ...sighting, url: postUrl(connection, sighting.remoteId) } : sighting;
  }

  async retract(remoteId: string, account: Account, signal: AbortSignal): Promise<RetractOutcome> {
    const connection = this.#parts.connectionOf(account);
    if (connection === null) return { kind: 'failed', answer: NOT_CONNECTED };
    const client = await openClient(connection, signal);
    const answer = await client.delete(`tweets/${encodeURIComponent(remoteId)}`);
    return isDeleted(answer) ? { kind: 'retracted' } : { kind: 'failed', answer: networkAnswer(answer) };
  }

  async checkAccount(account: Account, signal: AbortSignal): Promise<AccountHealth> {
    const connection = this.#parts.connectionOf(account);
    if (connection === null) return { kind: 'unhealthy', answer: NOT_CONNECTED };
    const client = await openClient(connection, signal);
    const answer = await client.get('users/me', {});
    const remoteId = readId(answer);
    if (remoteId === null) return { kind: 'unhealthy', answer: networkAnswer(answer) };
    this.#userIds.set(account.id, remoteId);
    return { kind: 'healthy', remoteId, displayName: readDisplayName(answer) ?? account.name };
  }

  /** Asked once for each account: X charges for the question. */
  async #findUserId(client: XClient, account: Account): Promise<string | LookUp> {
    const known = this.#userIds.get(account.id);
    if (known !== undefined) return known;
    const answer = await client.get('users/me', {});
    const id = readId(answer);
    if (id === null) return unreadable(answer, this.#moment());
    this.#userIds.set(account.id, id);
    return id;
  }

  /** Uploads that end during the call are not worth it. */
  #isUsable({ mediaIds, usableUntil }: Prepared, part: Part, { now, timing }: Moment): boolean {
    return (
      mediaIds.length === part.media.length &&
      usableUntil !== null &&
      usableUntil.getTime() > now.getTime() + timing.callMs
    );
  }

  #moment(): Moment {
    return { now: this.#parts.clock.now(), timing: this.#parts.timing };
  }
}
