import type { AccountId } from '../domain/account.js';
import type { Settlement } from '../domain/settlement.js';
import type { NotClaimed } from './ports/ledger.js';
import type { Alarm } from './ports/post-queue.js';
import { publishPost, type PublishPorts } from './publish-post.js';
import type { Stopping } from './stopping.js';

const GONE: NotClaimed = { kind: 'gone' };
/** Whoever works through the account sends it before that, unless something stands in its way. */
const TURNED_AWAY_MS = 1_000;

/**
 * Sends what alarms ring for. An account's posts leave one after the other: one call of `send` works through what the
 * account has due, and the others are turned away before they ask for a claim that they would not get.
 */
export class Sender {
  readonly #stopping: Stopping;
  readonly #busy = new Set<AccountId>();
  readonly #turnedAway = new Set<AccountId>();

  constructor(stopping: Stopping) {
    this.#stopping = stopping;
  }

  /** Harmless to repeat. */
  async send(ports: PublishPorts, { postId, revision }: Alarm): Promise<Settlement | NotClaimed> {
    const post = await ports.ledger.findPost(postId);
    if (post?.state !== 'scheduled' || post.revision !== revision) return GONE;
    const { id } = post.account;
    if (this.#busy.has(id)) {
      this.#turnedAway.add(id);
      return { kind: 'early', until: new Date(ports.clock.now().getTime() + TURNED_AWAY_MS) };
    }
    this.#busy.add(id);
    try {
      return await this.#workThrough(ports, id, { postId, revision });
    } finally {
      this.#busy.delete(id);
    }
  }

  /** This post, then what else of the account may be sent by now, until the service ends. */
  async #workThrough(ports: PublishPorts, id: AccountId, alarm: Alarm): Promise<Settlement | NotClaimed> {
    const { begun, cutOff } = this.#stopping;
    const first = await publishPost(ports, alarm.postId, alarm.revision, cutOff);
    let last = first;
    while ((wasTried(last) || this.#turnedAway.has(id)) && !begun.aborted) {
      this.#turnedAway.delete(id);
      const next = await ports.ledger.findSendable(id);
      last = next === null ? GONE : await publishPost(ports, next.postId, next.revision, cutOff);
    }
    return first;
  }
}

function wasTried({ kind }: Settlement | NotClaimed): boolean {
  return kind !== 'early' && kind !== 'gone';
}
