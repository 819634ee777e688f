import type { Newsroom } from './open-newsroom.js';
import { wantedAccounts } from './wanted-accounts.js';

/** The accounts become what the configuration of this service says, whatever others said of them. */
export async function bringAccounts({ config, ledger }: Pick<Newsroom, 'config' | 'ledger'>): Promise<void> {
  for (const wanted of wantedAccounts(config)) await ledger.syncAccount(wanted);
}
