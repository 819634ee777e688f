import type { DeliveryRow, PartRow, PostRow } from '../../../src/adapters/ledger/schema.js';
import type { PostState } from '../../../src/domain/post.js';
import { addEvent, type SeededNewsroom } from './seeded-newsroom.js';
import { DAY_MS, idAt, MINUTE_MS } from './seeded-time.js';

const TRIED: Partial<Record<PostState, DeliveryRow['state']>> = {
  published: 'published',
  retracted: 'published',
  rejected: 'refused',
  unconfirmed: 'unknown',
  publishing: 'unknown',
};
const ANSWERS: Partial<Record<DeliveryRow['state'], object>> = {
  refused: { status: 403, code: '187', message: 'You are not allowed to create a post with duplicate content' },
  unknown: { status: null, code: null, message: 'no answer in time' },
};
const TOLD: Partial<Record<DeliveryRow['state'], string>> = {
  published: 'delivery-part-published',
  refused: 'delivery-rejected',
  unknown: 'delivery-look-up',
};

/** What was tried of a post: each part that is out, or the one that did not get out. */
export function seedAttempts(newsroom: SeededNewsroom, post: PostRow, parts: readonly PartRow[]): void {
  const state = TRIED[post.state as PostState];
  if (state === undefined) return;
  for (const part of state === 'published' ? parts : parts.slice(0, 1)) {
    const delivery = deliveryRow(newsroom, post, part, state);
    newsroom.writer.add('deliveries', delivery);
    const of = { post_id: post.id, account_id: post.account_id };
    const detail = `part ${String(part.position + 1)}`;
    addEvent(newsroom, { ...of, at: delivery.intent_at, kind: 'delivery-opened', detail });
    addEvent(newsroom, {
      ...{ ...of, at: delivery.intent_at + 300, kind: TOLD[state] ?? '' },
      detail: part.url ?? 'no answer in time',
    });
  }
}

/** One in fifty leaves minutes late. */
function deliveryRow(
  { random, now }: SeededNewsroom,
  post: PostRow,
  part: PartRow,
  state: DeliveryRow['state'],
): DeliveryRow {
  const due = post.next_at + part.position * 5_000;
  const intent = due + random.below(200) + (random.chance(0.02) ? 3 * MINUTE_MS : 0);
  const answer = ANSWERS[state];
  return {
    ...{ id: idAt(random, intent), post_id: post.id, position: part.position, account_id: post.account_id },
    ...{ token: idAt(random, intent), state },
    due_at: due,
    intent_at: intent,
    deadline: intent + 45_000,
    settled_at: state === 'unknown' ? null : intent + 300,
    remote_id: part.remote_id,
    answer: answer === undefined ? null : JSON.stringify(answer),
    if_absent: state === 'unknown' ? 'send-again' : null,
    price_micros: part.price_micros,
    // A service that runs on the ledger leaves it as it is for a day.
    look_at: post.state === 'publishing' ? now + DAY_MS : null,
    look_token: null,
    look_lease_until: null,
    clean_looks: 0,
    failed_looks: 0,
  };
}
