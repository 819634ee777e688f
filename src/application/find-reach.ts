import { listLiving } from './demand-account.js';
import type { PageReach } from './ports/pages.js';
import type { Ports } from './ports/ports.js';

/** What only simulated accounts will say is read on this machine alone. */
export async function findReach({ ledger }: Pick<Ports, 'ledger'>): Promise<PageReach> {
  return (await listLiving({ ledger })).every(({ simulated }) => simulated) ? 'this-machine' : 'web';
}
