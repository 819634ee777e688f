import type { PersonId } from '../domain/person.js';
import type { Ledger } from './ports/ledger.js';
import { hashSecret, newSecret } from './secret-text.js';

/** The path at which a calendar program reads for that person what is scheduled; the one before it ends. */
export async function makeCalendarLink(
  { ledger }: { readonly ledger: Pick<Ledger, 'makeCalendarLink'> },
  id: PersonId,
): Promise<string> {
  const secret = newSecret();
  await ledger.makeCalendarLink(id, hashSecret(secret));
  return `/calendar/${secret}.ics`;
}
