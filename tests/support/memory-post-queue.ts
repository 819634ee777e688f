import type { Ring } from '../../queue/alarm-worker.js';
import type { Clock } from '../../src/application/ports/clock.js';
import type { Alarm, PostQueue } from '../../src/application/ports/post-queue.js';

interface WaitingAlarm {
  readonly alarm: Alarm;
  readonly at: Date;
}

/** Keeps alarms in memory and rings them when told to look at the clock. For tests of use cases. */
export class MemoryPostQueue implements PostQueue {
  readonly #waiting = new Map<string, WaitingAlarm>();
  readonly #clock: Clock;
  readonly #ring: Ring;

  constructor({ clock, ring }: { readonly clock: Clock; readonly ring: Ring }) {
    this.#clock = clock;
    this.#ring = ring;
  }

  enqueue(alarm: Alarm, at: Date): Promise<void> {
    const id = idOf(alarm);
    if (!this.#waiting.has(id)) this.#waiting.set(id, { alarm, at });
    return Promise.resolve();
  }

  /** What waits, soonest first. */
  get waiting(): readonly WaitingAlarm[] {
    return [...this.#waiting.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** Rings everything due by the clock, soonest first, and what it sets meanwhile for a time gone by. One that fails is gone. */
  async ringDue(): Promise<void> {
    for (let next = this.#nextDue(); next; next = this.#nextDue()) {
      const { alarm } = next;
      const rung = await this.#ring(alarm, new AbortController().signal).catch(() => ({ kind: 'done' }) as const);
      this.#waiting.delete(idOf(alarm));
      if (rung.kind === 'ring-again') this.#waiting.set(idOf(alarm), { alarm, at: this.#laterThanNow(rung.at) });
    }
  }

  /** An alarm that comes back for "now" waits for the next look: under a clock that stands still it would spin. */
  #laterThanNow(at: Date): Date {
    return new Date(Math.max(at.getTime(), this.#clock.now().getTime() + 1));
  }

  #nextDue(): WaitingAlarm | undefined {
    const [first] = this.waiting;
    return first && first.at <= this.#clock.now() ? first : undefined;
  }
}

function idOf({ postId, revision }: Alarm): string {
  return `${postId}-${revision}`;
}
