/** A browser gives up where a proxy answers in the service's place; it is called again. */
const CALL_AGAIN_MS = 3_000;
/** The service says every 15 s that it is there: a connection that was cut without a word seems to be open for minutes. */
const LONGEST_SILENCE_MS = 40_000;

interface Listener {
  /** Something has changed. */
  readonly changed: () => void;
  /** Changes are heard, from now on. */
  readonly alive: () => void;
  /** Until `alive` changes may be missed. */
  readonly dead: () => void;
  /** As `dead`, and nobody looks. */
  readonly unwatched: () => void;
}

/**
 * The stream of what changes, called again whenever it ends or falls silent. A tab that nobody looks at holds none: a
 * browser has six connections for a service, and so many open tabs would leave none for the next one.
 */
export class LiveConnection {
  readonly #listener: Listener;
  #events: EventSource | null = null;
  #timer: number | undefined;

  constructor(listener: Listener) {
    this.#listener = listener;
    window.addEventListener('offline', listener.dead);
    window.addEventListener('online', this.#heed);
    document.addEventListener('visibilitychange', this.#heed);
    this.#heed();
  }

  close(): void {
    window.removeEventListener('offline', this.#listener.dead);
    window.removeEventListener('online', this.#heed);
    document.removeEventListener('visibilitychange', this.#heed);
    this.#end();
  }

  readonly #heed = (): void => {
    if (!document.hidden) return this.#call();
    this.#end();
    this.#listener.unwatched();
  };

  #call(): void {
    this.#end();
    const { alive, changed } = this.#listener;
    const events = new EventSource('/api/events');
    this.#events = events;
    events.onopen = () => {
      this.#wait(LONGEST_SILENCE_MS);
      alive();
    };
    events.addEventListener('live', () => this.#wait(LONGEST_SILENCE_MS));
    events.onmessage = () => {
      this.#wait(LONGEST_SILENCE_MS);
      changed();
    };
    events.onerror = () => {
      this.#listener.dead();
      if (events.readyState === EventSource.CLOSED) this.#wait(CALL_AGAIN_MS);
    };
    this.#wait(LONGEST_SILENCE_MS);
  }

  /** Unless something is heard before, it is called again. */
  #wait(ms: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#listener.dead();
      this.#call();
    }, ms);
  }

  #end(): void {
    window.clearTimeout(this.#timer);
    this.#events?.close();
  }
}
