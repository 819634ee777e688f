import type { z } from 'zod';
import type { Ports } from '../../application/ports/ports.js';
import type { Post } from '../../domain/post.js';
import type { postHistory } from '../contract/posts.js';
import { cureOf } from './cure-of.js';
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
