import type { Account } from '../domain/account.js';
import { demandAccount } from './demand-account.js';
import type { Ports } from './ports/ports.js';

/** A person has mended what paused the account: it sends again. The sweep finds what waited. Harmless to repeat. */
export async function resumeAccount({ ledger }: Pick<Ports, 'ledger'>, name: string): Promise<Account> {
  const { id } = await demandAccount({ ledger }, name);
  await ledger.resumeAccount(id);
  return demandAccount({ ledger }, name);
}
