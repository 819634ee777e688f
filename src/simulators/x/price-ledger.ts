import { z } from 'zod';
import type { SimulatedAnswer } from '../simulator.js';
import { findLinks } from './post-text.js';
import type { XCall } from './x-call.js';
import type { StoredPost } from './x-state.js';

/** In millionths of a US dollar: https://docs.x.com/x-api/getting-started/pricing */
const PRICE_MICROS = {
  post: 15_000,
  linkPost: 200_000,
  /** A reply to somebody who called for it. */
  summonedReply: 10_000,
  altText: 5_000,
  postRead: 5_000,
  /** By the owner of the app, on the own timeline. */
  ownPostRead: 1_000,
  userRead: 10_000,
} as const;

const named = z.object({ id: z.string() });
const answered = z.object({ data: z.union([named, z.array(named)]).optional() });

/** What the account has cost so far. What failed is free, and what was read already on the same day (UTC). */
export class PriceLedger {
  readonly #costs = { spentMicros: 0, posts: 0, reads: 0 };
  readonly #readToday = new Set<string>();
  #day = '';

  costs(): Readonly<{ spentMicros: number; posts: number; reads: number }> {
    return { ...this.#costs };
  }

  charge(operation: string, answer: SimulatedAnswer, call: XCall): void {
    if (answer.status > 299) return;
    switch (operation) {
      case 'publish':
        return this.#chargePosts(idsIn(answer), call);
      case 'metadata':
        this.#costs.spentMicros += PRICE_MICROS.altText;
        return;
      case 'timeline': {
        const isOwn = call.id === call.account.id;
        return this.#chargeReads(idsIn(answer), isOwn ? PRICE_MICROS.ownPostRead : PRICE_MICROS.postRead, call.now);
      }
      case 'read':
        return this.#chargeReads(idsIn(answer), PRICE_MICROS.postRead, call.now);
      case 'me':
        return this.#chargeReads(idsIn(answer), PRICE_MICROS.userRead, call.now);
    }
  }

  #chargePosts(ids: readonly string[], call: XCall): void {
    for (const post of ids.flatMap((id) => call.state.findPost(id) ?? [])) {
      this.#costs.posts += 1;
      this.#costs.spentMicros += priceOf(post, call);
    }
  }

  #chargeReads(ids: readonly string[], eachMicros: number, now: Date): void {
    const day = now.toISOString().slice(0, 10);
    if (day !== this.#day) this.#readToday.clear();
    this.#day = day;
    for (const id of ids) {
      if (this.#readToday.has(id)) continue;
      this.#readToday.add(id);
      this.#costs.reads += 1;
      this.#costs.spentMicros += eachMicros;
    }
  }
}

function priceOf({ text, inReplyTo }: StoredPost, { account, state }: XCall): number {
  const parent = inReplyTo === null ? null : state.findPost(inReplyTo);
  if (parent !== null && parent.accountId !== account.id) return PRICE_MICROS.summonedReply;
  return findLinks(text).length > 0 ? PRICE_MICROS.linkPost : PRICE_MICROS.post;
}

function idsIn({ body }: SimulatedAnswer): readonly string[] {
  const { data = [] } = answered.parse(JSON.parse(body));
  return [data].flat().map(({ id }) => id);
}
