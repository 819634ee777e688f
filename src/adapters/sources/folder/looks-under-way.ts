import type { FailedBatch, SourceBatch } from '../../../application/ports/article-source.js';
import type { Clock } from '../../../application/ports/clock.js';

interface UnderWay {
  readonly since: Date;
  readonly ended: Promise<unknown>;
}

/** Of the four threads that Node has for files and names: https://docs.libuv.org/en/v1.x/threadpool.html */
const MOST_AT_ONCE = 2;

/**
 * Looks at folders. A call to a file system that does not answer cannot be taken back, and holds its thread: such a look
 * is given up and goes on by itself. Until it ends there is no other at its folder, and few at all.
 */
export class LooksUnderWay {
  readonly #clock: Clock;
  readonly #underWay = new Map<string, UnderWay>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends with the look, or with the signal. */
  async at(folder: string, look: () => Promise<SourceBatch>, signal: AbortSignal): Promise<SourceBatch> {
    const givenUp = abortOf(signal);
    while (!signal.aborted && this.#mustWait(folder)) await Promise.race([this.#nextEnd(), givenUp]);
    if (signal.aborted) return this.#givenUp(folder);
    const looking = look();
    const forget = (): void => void this.#underWay.delete(folder);
    this.#underWay.set(folder, { since: this.#clock.now(), ended: looking.then(forget, forget) });
    return (await Promise.race([looking, givenUp])) ?? this.#givenUp(folder);
  }

  #mustWait(folder: string): boolean {
    return this.#underWay.has(folder) || this.#underWay.size >= MOST_AT_ONCE;
  }

  #nextEnd(): Promise<unknown> {
    return Promise.race([...this.#underWay.values()].map(({ ended }) => ended));
  }

  #givenUp(folder: string): FailedBatch {
    const own = this.#underWay.get(folder);
    const note =
      own === undefined
        ? `${folder} was not looked at: ${[...this.#underWay.keys()].join(' and ')} do not answer`
        : `${folder} does not answer: a look at it has not ended since ${own.since.toISOString()}`;
    return { kind: 'failed', note, retryAt: null, isGone: false };
  }
}

function abortOf(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
