import type { Claim, Ledger } from '../../src/application/ports/ledger.js';
import type { Network } from '../../src/application/ports/network.js';
import type { Ports } from '../../src/application/ports/ports.js';
import type { Order, Point, Report } from './faults.js';

type Arm = Extract<Order, { order: 'arm' }>;

/** Kills or stops this process at a named moment of a post whose text holds the marker. Nothing of it can be caught. */
export class KillPoints {
  readonly #tell: (report: Report) => Promise<void>;
  readonly #texts = new Map<string, string>();
  #arm: Arm | null = null;

  constructor(tell: (report: Report) => Promise<void>) {
    this.#tell = tell;
  }

  arm(arm: Arm | null): void {
    this.#arm = arm;
  }

  wrap({ ledger, networks }: Pick<Ports, 'ledger' | 'networks'>): Pick<Ports, 'ledger' | 'networks'> {
    return {
      ledger: this.#wrapLedger(ledger),
      networks: { x: this.#wrapNetwork(networks.x), facebook: this.#wrapNetwork(networks.facebook) },
    };
  }

  #wrapLedger(ledger: Ledger): Ledger {
    const claimed = async (claiming: Promise<Claim>): Promise<Claim> => {
      const claim = await claiming;
      if (claim.kind !== 'claimed') return claim;
      this.#texts.set(claim.token, claim.part.text);
      await this.#reach('after-claim', claim.part.text);
      return claim;
    };
    return {
      ...ledger,
      claimPost: (id, revision) => claimed(ledger.claimPost(id, revision)),
      claimNext: (accountId) => claimed(ledger.claimNext(accountId)),
      openDelivery: async (token) => {
        const isOpen = await ledger.openDelivery(token);
        await this.#reach('after-intent', this.#texts.get(token));
        return isOpen;
      },
      settlePost: async (token, settlement) => {
        const text = this.#texts.get(token);
        await this.#reach('before-settle', text);
        const post = await ledger.settlePost(token, settlement);
        this.#texts.delete(token);
        if (post?.state === 'scheduled' && settlement.kind === 'part-published')
          await this.#reach('between-parts', text);
        return post;
      },
      recordArticle: async (article, ...rest) => {
        const recorded = await ledger.recordArticle(article, ...rest);
        await this.#reach('before-plan', article.title);
        return recorded;
      },
    };
  }

  #wrapNetwork(network: Network): Network {
    return {
      ...methodsOf(network),
      prepare: async (part, ...rest) => {
        const made = await network.prepare(part, ...rest);
        await this.#reach('after-prepare', part.text);
        return made;
      },
    };
  }

  async #reach(point: Point, text: string | undefined): Promise<void> {
    const arm = this.#arm;
    if (arm?.point !== point || text?.includes(arm.marker) !== true) return;
    this.#arm = null;
    await this.#tell({ report: 'struck', point });
    process.kill(process.pid, arm.act === 'kill' ? 'SIGKILL' : 'SIGSTOP');
  }
}

/** Adapters are classes with private fields: each method runs on the adapter itself. */
function methodsOf(network: Network): Network {
  return {
    name: network.name,
    linkPlacement: network.linkPlacement,
    measure: (...given) => network.measure(...given),
    findProblems: (...given) => network.findProblems(...given),
    priceMicros: (...given) => network.priceMicros(...given),
    prepare: (...given) => network.prepare(...given),
    discard: (...given) => network.discard(...given),
    publish: (...given) => network.publish(...given),
    findPublished: (...given) => network.findPublished(...given),
    remoteIdIn: (address) => network.remoteIdIn(address),
    edit: (...given) => network.edit(...given),
    retract: (...given) => network.retract(...given),
    checkAccount: (...given) => network.checkAccount(...given),
  };
}
