import type { NetworkName } from '../../domain/account.js';
import type { SourceKind } from '../../domain/source.js';
import type { Timing } from '../../domain/timing.js';
import type { ArticleSource } from './article-source.js';
import type { Clock } from './clock.js';
import type { Events } from './events.js';
import type { Hubs } from './hubs.js';
import type { Ledger } from './ledger.js';
import type { Network } from './network.js';
import type { Pages } from './pages.js';
import type { PostQueue } from './post-queue.js';
import type { Secrets } from './secrets.js';
import type { TemplateRenderer } from './template-renderer.js';

/** All that use cases speak to. A use case takes the ports it uses: `Pick<Ports, …>`. */
export interface Ports {
  readonly clock: Clock;
  readonly events: Events;
  readonly ledger: Ledger;
  /** Null where no hub can reach us. */
  readonly hubs: Hubs | null;
  readonly networks: Readonly<Record<NetworkName, Network>>;
  readonly pages: Pages;
  readonly postQueue: PostQueue;
  /** By kind; a process reads only those that are here. */
  readonly sources: Readonly<Partial<Record<SourceKind, ArticleSource>>>;
  readonly secrets: Secrets;
  readonly templates: TemplateRenderer;
  readonly timing: Timing;
  /** IANA name of the newsroom's time zone. */
  readonly zone: string;
}
