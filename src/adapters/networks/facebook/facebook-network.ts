import { z } from 'zod';
import type { Clock } from '../../../application/ports/clock.js';
import type { Network, Prepared, PrepareResult } from '../../../application/ports/network.js';
import type { Pictures } from '../../../application/ports/pictures.js';
import type { Account } from '../../../domain/account.js';
import type { Draft, Part, Problem } from '../../../domain/post.js';
import type {
  AccountHealth,
  LookUp,
  NetworkAnswer,
  PublishOutcome,
  RetractOutcome,
} from '../../../domain/publish-outcome.js';
import { callGraph } from './call-graph.js';
import { classifyAnswer, readSuccess } from './classify-answer.js';
import type { FacebookConnection } from './facebook-connection.js';
import { findProblems, measureMessage } from './find-problems.js';
import { findPublished } from './find-published.js';
import { codeOf } from './graph-reply.js';
import { webAddressOrNull } from './match-published.js';
import { messageOf } from './message-of.js';
import { uploadPicture } from './upload-picture.js';

/** An uploaded photo that no post uses is deleted after about a day: https://developers.facebook.com/docs/graph-api/reference/page/photos/ */
const PHOTO_LIFE_MS = 24 * 60 * 60_000;
/** Photos this close to their end are uploaded anew, so that they outlive the claim. */
const PHOTO_MARGIN_MS = 15 * 60_000;
/** The post is out already: its address is worth a short wait. */
const SIDE_CALL_MS = 5_000;

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

  constructor(options: {
    readonly connectionOf: (account: Account) => FacebookConnection | null;
    readonly pictures: Pictures;
    readonly clock: Clock;
  }) {
    this.#connectionOf = options.connectionOf;
    this.#pictures = options.pictures;
    this.#clock = options.clock;
  }

  measure(text: string, account: Account): { readonly used: number; readonly limit: number } {
    return measureMessage(text, account);
  }

  findProblems(draft: Draft, account: Account): readonly Problem[] {
    return findProblems(draft, account);
  }

  async prepare(part: Part, account: Account, saved: Prepared | null, signal: AbortSignal): Promise<PrepareResult> {
    if (part.media.length === 0) return { kind: 'prepared', prepared: { mediaIds: [], usableUntil: null } };
    const startedAt = this.#clock.now().getTime();
    const isUsable =
      saved !== null && saved.mediaIds.length === part.media.length && usableMs(saved, startedAt) > PHOTO_MARGIN_MS;
    if (isUsable) return { kind: 'prepared', prepared: saved };

    const connection = this.#connectionOf(account);
    if (connection === null) return { kind: 'failed', outcome: { kind: 'unauthorized', answer: NOT_CONNECTED } };
    const tools = {
      pictures: this.#pictures,
      call: callGraph.bind(null, connection, this.#clock),
      pageId: connection.pageId,
      now: () => this.#clock.now(),
    };
    const mediaIds: string[] = [];
    for (const media of part.media) {
      const uploaded = await uploadPicture(media, tools, signal);
      if (uploaded.kind === 'failed') return uploaded;
      mediaIds.push(uploaded.photoId);
    }
    return { kind: 'prepared', prepared: { mediaIds, usableUntil: new Date(startedAt + PHOTO_LIFE_MS) } };
  }

  async publish(
    part: Part,
    prepared: Prepared,
    account: Account,
    deadline: Date,
    signal: AbortSignal,
  ): Promise<PublishOutcome> {
    const connection = this.#connectionOf(account);
    if (connection === null) return { kind: 'unauthorized', answer: NOT_CONNECTED };
    const now = this.#clock.now();
    if (now >= deadline || signal.aborted) {
      const answer = {
        status: null,
        code: 'deadline-passed',
        message: 'the time for this attempt was over; nothing was sent',
      };
      return { kind: 'deferred', retryAt: now, answer };
    }
    // The address is not asked for here (`?fields=…`): a failure to read it would look like a failure to post.
    const reply = await callGraph(
      connection,
      this.#clock,
      { method: 'POST', path: `${connection.pageId}/feed`, body: feedBody(part, prepared) },
      signal,
    );
    const outcome = classifyAnswer(reply, this.#clock.now());
    if (outcome.kind === 'published')
      return { ...outcome, url: await this.#readPermalink(outcome.remoteId, connection, signal) };
    if (reply.answer.code === '1609005' && part.link !== null) await this.#refreshCard(part.link, connection, signal);
    return outcome;
  }

  async findPublished(
    part: Part,
    account: Account,
    where: { readonly notBefore: Date; readonly knownIds: ReadonlySet<string> },
    signal: AbortSignal,
  ): Promise<LookUp> {
    const connection = this.#connectionOf(account);
    if (connection === null) return { kind: 'cannot-tell', answer: NOT_CONNECTED };
    return findPublished(part, connection.pageId, where, (call) => callGraph(connection, this.#clock, call, signal));
  }

  async retract(remoteId: string, account: Account, signal: AbortSignal): Promise<RetractOutcome> {
    const connection = this.#connectionOf(account);
    if (connection === null) return { kind: 'failed', answer: NOT_CONNECTED };
    const path = encodeURIComponent(remoteId);
    const reply = await callGraph(connection, this.#clock, { method: 'DELETE', path }, signal);
    const isGone = reply.kind === 'answered' && reply.error !== null && codeOf(reply.error) === '100/33';
    return isGone || readSuccess(reply, z.object({ success: z.literal(true) })) !== null
      ? { kind: 'retracted' }
      : { kind: 'failed', answer: reply.answer };
  }

  async checkAccount(account: Account, signal: AbortSignal): Promise<AccountHealth> {
    const connection = this.#connectionOf(account);
    if (connection === null) return { kind: 'unhealthy', answer: NOT_CONNECTED };
    const reply = await callGraph(
      connection,
      this.#clock,
      { method: 'GET', path: connection.pageId, query: { fields: 'id,name' } },
      signal,
    );
    const page = readSuccess(reply, z.object({ id: z.string().min(1), name: z.string() }));
    return page === null
      ? { kind: 'unhealthy', answer: reply.answer }
      : { kind: 'healthy', remoteId: page.id, displayName: page.name };
  }

  /** Read and never built: it may name a profile id that differs from the Page id. Null when it cannot be read now. */
  async #readPermalink(postId: string, connection: FacebookConnection, signal: AbortSignal): Promise<string | null> {
    const reply = await callGraph(
      connection,
      this.#clock,
      { method: 'GET', path: encodeURIComponent(postId), query: { fields: 'permalink_url' } },
      AbortSignal.any([signal, AbortSignal.timeout(SIDE_CALL_MS)]),
    );
    return webAddressOrNull(readSuccess(reply, z.object({ permalink_url: z.string() }))?.permalink_url);
  }

  /** Has Facebook fetch the page anew before the one more try; whether that worked shows when the post is tried. */
  async #refreshCard(link: string, connection: FacebookConnection, signal: AbortSignal): Promise<void> {
    await callGraph(
      connection,
      this.#clock,
      { method: 'POST', path: '', body: { id: link, scrape: true } },
      AbortSignal.any([signal, AbortSignal.timeout(SIDE_CALL_MS)]),
    );
  }
}

function feedBody(part: Part, { mediaIds }: Prepared): Readonly<Record<string, unknown>> {
  const message = messageOf(part);
  return {
    ...(message === '' ? {} : { message }),
    ...(mediaIds.length > 0 ? { attached_media: mediaIds.map((id) => ({ media_fbid: id })) } : {}),
    ...(mediaIds.length === 0 && part.link !== null ? { link: part.link } : {}),
  };
}

function usableMs({ usableUntil }: Prepared, at: number): number {
  return usableUntil === null ? Infinity : usableUntil.getTime() - at;
}
