import type { WorkerSign } from '../application/ports/ledger.js';
import type { Alarm } from '../application/ports/post-queue.js';
import { sweep, type SweepPorts } from '../application/sweep.js';
import type { Complain } from '../observability/complaints.js';
import type { InFlight } from './in-flight.js';
import { loadTemplates, templatesFolder } from './load-templates.js';
import type { Newsroom } from './open-newsroom.js';
import { startSweepTimer, type SweepTimer } from './sweep-timer.js';
import { TemplateWatch } from './template-watch.js';

const CLOCK_SYNC_MS = 30_000;

export interface RoundsParts {
  readonly newsroom: Newsroom;
  readonly sign: WorkerSign;
  readonly ports: SweepPorts;
  readonly inFlight: InFlight;
  readonly send: (alarm: Alarm) => Promise<unknown>;
  readonly complain: Complain;
}

/** What a service does again and again while it lives: its sign of life, the sweep, a look at templates and clock. */
export class Rounds {
  readonly #parts: RoundsParts;
  readonly #sign: WorkerSign;
  readonly #templates: TemplateWatch;
  readonly #clockSync: NodeJS.Timeout;
  #sweeps: SweepTimer | null = null;

  constructor(parts: RoundsParts) {
    const { newsroom, complain } = parts;
    const { config, templates, log } = newsroom;
    this.#parts = parts;
    this.#sign = parts.sign;
    const load = () => loadTemplates(config);
    this.#templates = new TemplateWatch({ folder: templatesFolder(config), templates, load, complain });
    const sync = () =>
      newsroom.syncClock().catch((error: unknown) => log.warn({ err: error }, 'the ledger did not tell the time'));
    this.#clockSync = setInterval(() => void sync(), CLOCK_SYNC_MS);
  }

  /** The first sweep runs at once. */
  beginSweeps(): void {
    const { newsroom, complain } = this.#parts;
    this.#sweeps ??= startSweepTimer(() => this.#sweepOnce(), newsroom.timing.sweepMs, complain);
  }

  /** Finishes what is in flight, bounded. */
  async stop(): Promise<void> {
    const { newsroom, inFlight } = this.#parts;
    clearInterval(this.#clockSync);
    await Promise.all([this.#sweeps?.stop(), inFlight.stop(newsroom.timing.drainMs)]);
  }

  async #sweepOnce(): Promise<void> {
    const { newsroom, ports, inFlight, send } = this.#parts;
    inFlight.begin('looking at the templates', () => this.#templates.look());
    await newsroom.ledger.beat(this.#sign);
    await sweep(ports, inFlight.begin, inFlight, send);
  }
}
