import type { Logger } from 'pino';
import type { Stopping } from '../application/stopping.js';

/** What runs at this moment, by name: the same is never begun twice at a time, and a stop waits for all of it. */
export class InFlight implements Stopping {
  readonly #running = new Map<string, Promise<void>>();
  readonly #begun = new AbortController();
  readonly #cutOff = new AbortController();
  readonly #log: Logger;
  #runs = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  get begun(): AbortSignal {
    return this.#begun.signal;
  }

  get cutOff(): AbortSignal {
    return this.#cutOff.signal;
  }

  /** Begins the work and does not wait for it. What fails is said; the next sweep finds it again. */
  readonly begin = (name: string, work: () => Promise<unknown>): void => {
    if (this.#running.has(name) || this.#begun.signal.aborted) return;
    const running = work()
      .then(() => undefined)
      .catch((error: unknown) => this.#log.error({ err: error }, `${name} failed; the next sweep sees to it`))
      .finally(() => this.#running.delete(name));
    this.#running.set(name, running);
  };

  /** Runs the work as one of those that a stop waits for. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const running = work();
    const key = `${name} #${String(++this.#runs)}`;
    this.#running.set(
      key,
      running.then(
        () => undefined,
        () => undefined,
      ),
    );
    try {
      return await running;
    } finally {
      this.#running.delete(key);
    }
  }
  /** Begins nothing new, waits for what runs, and cuts off what takes longer than `drainMs`. */
  async stop(drainMs: number): Promise<void> {
    this.#begun.abort();
    const timer = setTimeout(() => this.#cutOff.abort(), drainMs);
    await Promise.all(this.#running.values());
    clearTimeout(timer);
  }
}
