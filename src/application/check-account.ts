import type { Account } from '../domain/account.js';
import type { Ports } from './ports/ports.js';
import { timeLimit } from './time-limit.js';

const CHECK_MS = 15_000;

/** Asks the network whether the account is in order. */
export function checkAccount({ networks }: Pick<Ports, 'networks'>, account: Account, stopped: AbortSignal) {
  return networks[account.network].checkAccount(account, timeLimit(CHECK_MS, stopped));
}
