import type { Stopping } from '../application/stopping.js';
import type { Complain } from '../observability/complaints.js';

/** What runs at this moment; a stop waits for all of it. */
export class InFlight implements Stopping {
  readonly #running = new Set<Promise<unknown>>();
  readonly #names = new Map<string, Promise<unknown>>();
  readonly #again = new Set<string>();
  readonly #begun = new AbortController();
  readonly #cutOff = new AbortController();
  readonly #complain: Complain;

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  get begun(): AbortSignal {
    return this.#begun.signal;
  }

  get cutOff(): AbortSignal {
    return this.#cutOff.signal;
  }

  /** Begins the work and does not wait for it, never twice at a time. What fails is said; the next sweep finds it again. */
  readonly begin = (name: string, work: () => Promise<unknown>): void => {
    if (this.#names.has(name) || this.#begun.signal.aborted) return;
    const running = this.run(work)
      .catch((error: unknown) => this.#complain(error, `${name} failed; the next sweep sees to it`))
      .finally(() => this.#names.delete(name));
    this.#names.set(name, running);
  };

  /** As `begin`; where it runs already it is begun once more after that, since that may have begun too early. */
  readonly beginAgain = (name: string, work: () => Promise<unknown>): void => {
    const running = this.#names.get(name);
    if (running === undefined) this.begin(name, work);
    else if (!this.#again.has(name)) {
      this.#again.add(name);
      void running.then(() => {
        this.#again.delete(name);
        this.begin(name, work);
      });
    }
  };

  /** Runs the work as one of those that a stop waits for. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Begins nothing new, waits for what runs, and cuts off what takes longer than `drainMs`. */
  async stop(drainMs: number): Promise<void> {
    this.#begun.abort();
    const timer = setTimeout(() => this.#cutOff.abort(), drainMs);
    await Promise.allSettled(this.#running);
    clearTimeout(timer);
  }
}
