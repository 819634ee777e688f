import type { Post } from '../domain/post.js';
import type { LookUpSettlement, Settlement } from '../domain/settlement.js';
import type { Ports } from './ports/ports.js';

/** Tells of a settlement that was written down and needs a person; of the others there is nothing to tell. */
export function tellPeople(
  { events }: Pick<Ports, 'events'>,
  post: Post,
  settlement: Settlement | LookUpSettlement,
): void {
  if (settlement.kind === 'account-paused') events.accountPaused(post.account, settlement.reason);
  if (settlement.kind === 'rejected') events.postRejected(post, settlement.reason);
  if (settlement.kind === 'unconfirmed') events.postUnconfirmed(post, settlement.reason);
}
