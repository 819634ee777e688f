import type { z } from 'zod';
import type { Delivery } from '../../application/ports/desk-ledger.js';
import type { Ports } from '../../application/ports/ports.js';
import type { NetworkName } from '../../domain/account.js';
import type { Post } from '../../domain/post.js';
import type { postHistory } from '../contract/posts.js';
import { writeInstant } from './views.js';

export async function historyOf(
  { ledger }: Pick<Ports, 'ledger'>,
  { id, account }: Post,
): Promise<z.infer<typeof postHistory>> {
  const [events, deliveries, texts] = await Promise.all([
    ledger.listEvents(id),
    ledger.listDeliveries(id),
    ledger.listTexts(id),
  ]);
  return {
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
    deliveries: deliveries.map((delivery) => ({
      id: delivery.id,
      part: delivery.position,
      state: delivery.state,
      dueAt: delivery.dueAt.toISOString(),
      begunAt: delivery.begunAt.toISOString(),
      settledAt: writeInstant(delivery.settledAt),
      answer: delivery.answer,
      cure: cureOf(delivery, account.network),
    })),
    texts: texts.map(({ at, by, parts }) => ({ at: at.toISOString(), by, parts: [...parts] })),
  };
}

const TITLES = { x: 'X', facebook: 'Facebook' } as const;

/** What the answer means for the person who reads it; null where nothing is to be done or said. */
function cureOf({ state, answer }: Delivery, network: NetworkName): string | null {
  const title = TITLES[network];
  switch (state) {
    case 'published':
      return null;
    case 'intent':
      return `We are waiting for the answer of ${title}.`;
    case 'unknown':
      return `${title} gave no clear answer: it may be there or not. We look before anything is sent again.`;
    case 'absent':
      return `It was looked for on ${title} and was not there: nothing of this try is visible.`;
    case 'deferred':
      return `${title} did not take it yet: it is tried again by itself.`;
    case 'refused':
      return answer?.status === 401 || answer?.status === 403
        ? `${title} does not let the account in: renew its credentials, then resume the account.`
        : `${title} refused it: change what its answer names, then send it again.`;
  }
}
