import { pino } from 'pino';
import { inject } from 'vitest';
import { guardedFetch } from '../../src/adapters/http/guarded-fetch.js';
import { WebPages } from '../../src/adapters/pages/web-pages.js';
import { LiquidTemplateRenderer } from '../../src/adapters/templating/liquid-template-renderer.js';
import { createPost } from '../../src/application/create-post.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import type { Alarm } from '../../src/application/ports/post-queue.js';
import { Sender } from '../../src/application/sender.js';
import { sweep, type SweepPorts } from '../../src/application/sweep.js';
import type { Account, NetworkName } from '../../src/domain/account.js';
import type { Post } from '../../src/domain/post.js';
import { TIMING, type Timing } from '../../src/domain/timing.js';
import { logEvents } from '../../src/observability/events.js';
import { MemoryPostQueue } from './memory-post-queue.js';
import { wantedAccount } from './samples.js';
import { openTestLedger, TestClock, type TestLedger } from './test-ledger.js';
import { startTestNetwork, type TestNetwork } from './test-networks.js';

const NEVER = { begun: new AbortController().signal, cutOff: new AbortController().signal };
const THIS_MACHINE = guardedFetch({ to: 'loopback', allowPrivate: [] });

export type NewsroomPorts = SweepPorts & { readonly postQueue: MemoryPostQueue };

interface NewsroomOptions {
  /** Folder of the templates. */
  readonly templates?: string;
  readonly timing?: Partial<Timing>;
}

/** The whole line on one ledger, with both networks as simulators and a queue that rings when the clock is moved. */
export class TestNewsroom {
  readonly store: TestLedger;
  readonly clock: TestClock;
  readonly networks: Readonly<Record<NetworkName, TestNetwork>>;
  readonly accounts: Readonly<Record<NetworkName, Account>>;
  /** What the log says, at the level that is the default. */
  readonly log: { readonly level: number; readonly msg: string }[] = [];
  /** A test may put something between the use cases and their ports. */
  ports: NewsroomPorts;
  readonly #sender = new Sender(NEVER);

  private constructor(
    parts: Pick<TestNewsroom, 'store' | 'clock' | 'networks' | 'accounts'>,
    templates: SweepPorts['templates'],
    timing: Timing,
  ) {
    this.store = parts.store;
    this.clock = parts.clock;
    this.networks = parts.networks;
    this.accounts = parts.accounts;
    const postQueue = new MemoryPostQueue({
      clock: this.clock,
      ring: async (alarm) => {
        const result = await this.#sender.send(this.ports, alarm);
        return result.kind === 'early' ? { kind: 'ring-again', at: result.until } : { kind: 'done' };
      },
    });
    this.ports = {
      clock: this.clock,
      events: logEvents(
        pino({ level: 'warn' }, { write: (line) => this.log.push(JSON.parse(line) as (typeof this.log)[0]) }),
      ),
      ledger: this.store.ledger,
      networks: { x: this.networks.x.network, facebook: this.networks.facebook.network },
      pages: new WebPages({ web: THIS_MACHINE, 'this-machine': THIS_MACHINE }),
      postQueue,
      hubs: null,
      sources: {},
      templates,
      zone: 'UTC',
      timing,
    };
  }

  static async open({ templates: folder = 'templates', timing = {} }: NewsroomOptions = {}): Promise<TestNewsroom> {
    const clock = new TestClock(Date.now());
    const store = await openTestLedger('sqlite', inject('postgresUrl'), clock);
    const networks = { x: await startTestNetwork('x', clock), facebook: await startTestNetwork('facebook', clock) };
    const accounts = {
      x: await store.ledger.syncAccount(wantedAccount()),
      facebook: await store.ledger.syncAccount(wantedAccount({ network: 'facebook', name: 'facebook' })),
    };
    const measure = (network: NetworkName) => (text: string) =>
      networks[network].network.measure(text, accounts[network]).used;
    const measures = { x: measure('x'), facebook: measure('facebook') };
    const templates = await LiquidTemplateRenderer.load({ folder, zone: 'UTC', measures });
    return new TestNewsroom({ store, clock, networks, accounts }, templates, { ...TIMING, ...timing });
  }

  get ledger(): Ledger {
    return this.ports.ledger;
  }

  async close(): Promise<void> {
    await Promise.all([this.networks.x.close(), this.networks.facebook.close()]);
    await this.store.destroy();
  }

  say(network: NetworkName, text: string): Promise<Post> {
    const words = { text, link: null, media: [], at: null, wallTime: null };
    return createPost(this.ports, this.accounts[network], words);
  }

  fresh(post: Post): Promise<Post | null> {
    return this.store.ledger.findPost(post.id);
  }

  /** One sweep with everything that it begins. */
  async sweepOnce(): Promise<void> {
    const begun: Promise<unknown>[] = [];
    const send = (alarm: Alarm) => this.#sender.send(this.ports, alarm);
    await sweep(this.ports, (_name, work) => begun.push(work()), NEVER, send);
    // What one of them begins stands behind it.
    for (let waited = 0; waited < begun.length;) {
      const more = begun.slice(waited);
      waited = begun.length;
      await Promise.all(more);
    }
  }

  /** Lets time pass in steps, as the sweeps of a running service would see it. */
  async pass(seconds: number, stepSeconds = 5): Promise<void> {
    for (let passed = 0; passed < seconds; passed += stepSeconds) {
      this.clock.advance(stepSeconds * 1_000);
      await this.ports.postQueue.ringDue();
      await this.sweepOnce();
    }
  }
}
