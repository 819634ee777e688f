import { z } from 'zod';
import type { Delivery, WrittenText } from '../../application/ports/desk-ledger.js';
import type { PostId } from '../../domain/post.js';
import { toDoer } from './history-queries.js';
import type { LedgerContext } from './ledger-context.js';
import { toDate } from './rows.js';
import { OUT_OR_MAYBE } from './schema.js';

const answer = z.object({ status: z.number().nullable(), code: z.string().nullable(), message: z.string() });
const texts = z.array(z.object({ text: z.string(), link: z.string().nullable(), pictures: z.number() }));

export async function listDeliveries({ engine }: LedgerContext, id: PostId): Promise<readonly Delivery[]> {
  const rows = await engine.db
    .selectFrom('deliveries')
    .selectAll()
    .where('post_id', '=', id)
    .orderBy('intent_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    state: row.state,
    dueAt: new Date(row.due_at),
    begunAt: new Date(row.intent_at),
    settledAt: toDate(row.settled_at),
    answer: row.answer === null ? null : answer.parse(JSON.parse(row.answer)),
  }));
}

export async function listTexts({ engine }: LedgerContext, id: PostId): Promise<readonly WrittenText[]> {
  const rows = await engine.db
    .selectFrom('post_texts')
    .selectAll()
    .where('post_id', '=', id)
    .orderBy('revision')
    .execute();
  return rows.map((row) => ({ at: new Date(row.at), by: toDoer(row), parts: texts.parse(JSON.parse(row.parts)) }));
}

export async function listSent(
  { engine }: LedgerContext,
  from: Date,
  to: Date,
): Promise<readonly { readonly dueAt: Date; readonly sentAt: Date }[]> {
  const accounts = engine.db.selectFrom('accounts').select('id');
  const rows = await engine.db
    .selectFrom('deliveries')
    .select(['due_at', 'intent_at'])
    // The index begins with the account.
    .where('account_id', 'in', accounts)
    .where('intent_at', '>=', from.getTime())
    .where('intent_at', '<', to.getTime())
    .where('position', '=', 0)
    .where('state', 'in', OUT_OR_MAYBE)
    .execute();
  return rows.map((row) => ({ dueAt: new Date(row.due_at), sentAt: new Date(row.intent_at) }));
}
