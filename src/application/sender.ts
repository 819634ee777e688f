import type { AccountId } from '../domain/account.js';
import type { Settlement } from '../domain/settlement.js';
import type { NotClaimed } from './ports/ledger.js';
import type { Alarm } from './ports/post-queue.js';
import { publishNext, publishPost, type PublishPorts } from './publish-post.js';
import type { Stopping } from './stopping.js';

type Sent = Settlement | NotClaimed;

const GONE: NotClaimed = { kind: 'gone' };

/**
 * Sends what alarms ring for. An account's posts leave one after the other: whoever comes for one of a busy account
 * waits for its turn, and mostly finds its post sent, instead of asking for a claim that it would not get.
 */
export class Sender {
  readonly #stopping: Stopping;
  /** The last turn of each account that is busy. */
  readonly #turns = new Map<AccountId, Promise<unknown>>();

  constructor(stopping: Stopping) {
    this.#stopping = stopping;
  }

  /** This post, then what else of its account may be sent by now, until the service ends. Harmless to repeat. */
  async send(ports: PublishPorts, alarm: Alarm): Promise<Sent> {
    const id = await ports.ledger.findAlarmed(alarm);
    if (id === null) return GONE;
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(() => this.#workThrough(ports, id, alarm));
    const ended = turn.catch(() => undefined);
    this.#turns.set(id, ended);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(id) === ended) this.#turns.delete(id);
    }
  }

  async #workThrough(ports: PublishPorts, id: AccountId, { postId, revision }: Alarm): Promise<Sent> {
    const { cutOff } = this.#stopping;
    if (this.#isStopping()) return GONE;
    const first = await publishPost(ports, postId, revision, cutOff);
    let last = first;
    while (last.kind !== 'early' && last.kind !== 'gone' && !this.#isStopping())
      last = await publishNext(ports, id, cutOff);
    return first;
  }

  #isStopping(): boolean {
    return this.#stopping.begun.aborted;
  }
}
