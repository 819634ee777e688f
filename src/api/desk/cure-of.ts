import type { Delivery } from '../../application/ports/desk-ledger.js';
import type { NetworkName } from '../../domain/account.js';
import { CURES } from './cures.js';

const TITLES = { x: 'X', facebook: 'Facebook' } as const;

/** What the answer to a delivery means for the person who reads it; null where nothing is to be done or said. */
export function cureOf(delivery: Pick<Delivery, 'state' | 'answer'>, network: NetworkName): string | null {
  const title = TITLES[network];
  switch (delivery.state) {
    case 'published':
      return null;
    case 'intent':
      return `We are waiting for the answer of ${title}.`;
    case 'unknown':
      return `${title} gave no clear answer: it may be there or not. We look before anything is sent again.`;
    case 'absent':
      return `It was looked for on ${title} and was not there: nothing of this try is visible.`;
    case 'deferred':
      return knownCure(delivery, network) ?? `${title} did not take it yet: it is tried again by itself.`;
    case 'refused':
      return knownCure(delivery, network) ?? refusedCure(delivery, title);
  }
}

function knownCure({ answer }: Pick<Delivery, 'answer'>, network: NetworkName): string | null {
  if (answer === null) return null;
  const said = `${answer.code ?? answer.status ?? ''} ${answer.message}`;
  return CURES[network].find(([pattern]) => pattern.test(said))?.[1] ?? null;
}

function refusedCure({ answer }: Pick<Delivery, 'answer'>, title: string): string {
  return answer?.status === 401 || answer?.status === 403
    ? `${title} does not let the account in: renew its credentials, then resume the account.`
    : `${title} refused it: change what its answer names, then send it again.`;
}
