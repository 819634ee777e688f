import type { Account } from '../domain/account.js';
import { KawarabanError } from '../domain/errors.js';
import type { Ports } from './ports/ports.js';

/** The accounts that are not retired. */
export async function listLiving({ ledger }: Pick<Ports, 'ledger'>): Promise<readonly Account[]> {
  return (await ledger.listAccounts()).filter(({ state }) => state !== 'retired');
}

/** The living account of that name, or the error of somebody who named one that is not there. */
export async function demandAccount({ ledger }: Pick<Ports, 'ledger'>, name: string): Promise<Account> {
  const accounts = await listLiving({ ledger });
  const found = accounts.find((account) => account.name === name);
  if (found !== undefined) return found;
  const names = accounts.map((account) => account.name).join(', ');
  throw new KawarabanError('KWB_NOT_FOUND', `there is no account "${name}"; there are: ${names}`);
}
