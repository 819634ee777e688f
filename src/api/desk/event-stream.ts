import type { Change } from '../../application/ports/desk-ledger.js';
import type { Ports } from '../../application/ports/ports.js';

/** How often the ledger is asked while somebody listens. */
const LOOK_MS = 500;
const HEARTBEAT_MS = 15_000;
/** A change carries the time at which it was made, and can be seen when its transaction ends: so late at most. */
const LATEST_MS = 15_000;
const MOST_AT_ONCE = 1_000;
/** Who has so much to read is too slow: they come again, and go on where they were. */
const MOST_WAITING = 2_000;

type Listener = (changes: readonly Change[]) => void;

/**
 * Tells what happens in the newsroom, by whichever process: from the ledger, which is asked for all listeners together,
 * and only while there are some. Nothing is left out; what one has seen already may come again.
 */
export class EventStream {
  readonly #listeners = new Set<Listener>();
  #seen = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;

  constructor(
    private readonly ports: Pick<Ports, 'ledger' | 'clock'>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** The changes behind the one that was seen last (null: from now on), and those to come; an empty list is a heartbeat. */
  async *follow(lastSeen: string | null, ended: AbortSignal): AsyncGenerator<readonly Change[]> {
    const waiting: Change[] = [];
    let wake = (): void => undefined;
    const listener: Listener = (changes) => {
      waiting.push(...changes);
      wake();
    };
    const stop = (): void => wake();
    this.#add(listener);
    ended.addEventListener('abort', stop);
    try {
      if (lastSeen !== null) yield* this.#missed(lastSeen);
      yield [];
      while (!ended.aborted && waiting.length < MOST_WAITING) {
        if (waiting.length > 0) yield waiting.splice(0);
        else await untilWoken((resolve) => (wake = resolve));
        if (waiting.length === 0 && !ended.aborted) yield [];
      }
    } finally {
      ended.removeEventListener('abort', stop);
      this.#remove(listener);
    }
  }

  async *#missed(lastSeen: string): AsyncGenerator<readonly Change[]> {
    const since = timeOf(lastSeen);
    if (since === null) return;
    let from = new Date(since - LATEST_MS);
    for (;;) {
      const changes = await this.ports.ledger.listChanges(from, MOST_AT_ONCE);
      yield changes.filter((change) => eventId(change) !== lastSeen);
      const last = changes.at(-1);
      if (changes.length < MOST_AT_ONCE || last === undefined || last.at <= from) return;
      from = last.at;
    }
  }

  #add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#timer !== null) return;
    this.#seen = new Map();
    this.#timer = setInterval(() => void this.#look(true), LOOK_MS);
    void this.#look(false);
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** The first look tells nothing: it learns what had happened before anybody listened. */
  async #look(tells: boolean): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const from = new Date(this.ports.clock.now().getTime() - LATEST_MS);
      const changes = await this.ports.ledger.listChanges(from, MOST_AT_ONCE);
      const news = changes.filter(({ id }) => !this.#seen.has(id));
      for (const { id, at } of news) this.#seen.set(id, at.getTime());
      for (const [id, at] of this.#seen) if (at < from.getTime()) this.#seen.delete(id);
      if (tells && news.length > 0) for (const listener of this.#listeners) listener(news);
    } catch (error) {
      this.failed(error);
    } finally {
      this.#isLooking = false;
    }
  }
}

function untilWoken(arm: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, HEARTBEAT_MS);
    arm(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** `<epoch ms>-<id>`, as it is told. */
export function eventId({ at, id }: Pick<Change, 'at' | 'id'>): string {
  return `${at.getTime()}-${id}`;
}

function timeOf(lastSeen: string): number | null {
  const [, at] = /^(\d{1,15})-/.exec(lastSeen) ?? [];
  return at === undefined ? null : Number(at);
}
