import { FacebookNetwork } from '../adapters/networks/facebook/facebook-network.js';
import { XNetwork } from '../adapters/networks/x/x-network.js';
import type { Clock } from '../application/ports/clock.js';
import type { Network } from '../application/ports/network.js';
import type { Pictures } from '../application/ports/pictures.js';
import type { NetworkName } from '../domain/account.js';
import type { Timing } from '../domain/timing.js';
import type { Connections } from './connections.js';

/** The list of networks: a new one is a folder in adapters/networks/ and a line here. */
export function createNetworks(
  connections: Connections,
  picturesOf: (network: NetworkName) => Pictures,
  clock: Clock,
  timing: Timing,
): Readonly<Record<NetworkName, Network>> {
  return {
    x: new XNetwork({ connectionOf: connections.x, pictures: picturesOf('x'), clock, timing }),
    facebook: new FacebookNetwork({
      connectionOf: connections.facebook,
      pictures: picturesOf('facebook'),
      clock,
      timing,
    }),
  };
}
