import { guardedFetch } from '../../src/adapters/http/guarded-fetch.js';
import { WebPages } from '../../src/adapters/pages/web-pages.js';
import { LiquidTemplateRenderer } from '../../src/adapters/templating/liquid-template-renderer.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import { publishAndContinue } from '../../src/application/publish-post.js';
import { sweep, type SweepPorts } from '../../src/application/sweep.js';
import type { Account, NetworkName } from '../../src/domain/account.js';
import type { Post } from '../../src/domain/post.js';
import { TIMING, type Timing } from '../../src/domain/timing.js';
import { MemoryPostQueue } from './memory-post-queue.js';
import { wantedAccount } from './samples.js';
import { openTestLedger, TestClock, type TestLedger } from './test-ledger.js';
import { startTestNetwork, type TestNetwork } from './test-networks.js';

export type NewsroomPorts = SweepPorts & { readonly postQueue: MemoryPostQueue };

const NEVER = { begun: new AbortController().signal, cutOff: new AbortController().signal };
const THIS_MACHINE = guardedFetch({ to: 'loopback', allowPrivate: [] });

/** The whole line on one ledger, with both networks as simulators and a queue that rings when the clock is moved. */
export class TestNewsroom {
  readonly clock: TestClock;
  readonly ports: NewsroomPorts;
  readonly networks: Readonly<Record<NetworkName, TestNetwork>>;
  readonly accounts: Readonly<Record<NetworkName, Account>>;
  readonly #store: TestLedger;

  private constructor(
    parts: Pick<TestNewsroom, 'clock' | 'networks' | 'accounts'>,
    ports: NewsroomPorts,
    store: TestLedger,
  ) {
    this.clock = parts.clock;
    this.networks = parts.networks;
    this.accounts = parts.accounts;
    this.ports = ports;
    this.#store = store;
  }

  static async open(
    postgresUrl: string,
    { templates = 'templates', timing = {} }: { readonly templates?: string; readonly timing?: Partial<Timing> } = {},
  ): Promise<TestNewsroom> {
    const clock = new TestClock(Date.now());
    const store = await openTestLedger('sqlite', postgresUrl, clock);
    const networks = { x: await startTestNetwork('x', clock), facebook: await startTestNetwork('facebook', clock) };
    const accounts = {
      x: await store.ledger.syncAccount(wantedAccount()),
      facebook: await store.ledger.syncAccount(wantedAccount({ network: 'facebook', name: 'facebook' })),
    };
    const measure = (network: NetworkName) => (text: string) =>
      networks[network].network.measure(text, accounts[network]).used;
    const postQueue = new MemoryPostQueue({
      clock,
      ring: async ({ postId, revision }) => {
        const result = await publishAndContinue(ports, postId, revision, NEVER);
        return result.kind === 'early' ? { kind: 'ring-again', at: result.until } : { kind: 'done' };
      },
    });
    const ports: NewsroomPorts = {
      clock,
      ledger: store.ledger,
      networks: { x: networks.x.network, facebook: networks.facebook.network },
      pages: new WebPages({ web: THIS_MACHINE, 'this-machine': THIS_MACHINE }),
      postQueue,
      sources: {},
      templates: await LiquidTemplateRenderer.load({
        folder: templates,
        zone: 'UTC',
        measures: { x: measure('x'), facebook: measure('facebook') },
      }),
      zone: 'UTC',
      timing: { ...TIMING, ...timing },
    };
    return new TestNewsroom({ clock, networks, accounts }, ports, store);
  }

  get ledger(): Ledger {
    return this.ports.ledger;
  }

  async fresh(post: Post): Promise<Post | null> {
    return this.ledger.findPost(post.id);
  }

  /** One sweep with everything that it begins. */
  async sweepOnce(): Promise<void> {
    const begun: Promise<unknown>[] = [];
    await sweep(this.ports, (_name, work) => begun.push(work()), NEVER);
    await Promise.all(begun);
  }

  /** Lets time pass in steps, as the sweeps of a running service would see it. */
  async pass(seconds: number, stepSeconds = 5): Promise<void> {
    for (let passed = 0; passed < seconds; passed += stepSeconds) {
      this.clock.advance(stepSeconds * 1_000);
      await this.ports.postQueue.ringDue();
      await this.sweepOnce();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.networks.x.close(), this.networks.facebook.close()]);
    await this.#store.destroy();
  }
}
