import type { Pictures } from '../application/ports/pictures.js';
import type { Ports } from '../application/ports/ports.js';
import type { Config } from '../config/read-config.js';
import type { Account } from '../domain/account.js';
import { Connections } from './connections.js';
import { createNetworks } from './create-networks.js';
import { systemClock } from './system-clock.js';
import { wantedAccounts } from './wanted-accounts.js';

const NO_PICTURES: Pictures = {
  load: () => Promise.resolve({ kind: 'unusable', message: 'a preview loads no pictures' }),
};

/** The rules of the networks without anything behind them: a preview touches neither ledger nor network. */
export function previewNetworks(config: Config): Pick<Ports, 'networks'> {
  return { networks: createNetworks(new Connections(config), () => NO_PICTURES, systemClock, config.timing) };
}

/** The accounts as the configuration has them. */
export function previewAccounts(config: Config): readonly Account[] {
  return wantedAccounts(config).map((wanted) => ({
    ...wanted,
    id: wanted.name,
    state: 'active',
    pausedReason: null,
    pausedBy: null,
    blockedUntil: null,
  }));
}
