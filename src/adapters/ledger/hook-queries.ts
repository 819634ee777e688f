import type { LastPoll } from '../../domain/source.js';
import { compiledOnce, insertIfNew, updateRows } from './compiled-once.js';
import { inLightTransaction, inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';

/** A sender tries for days: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const REMEMBERED_MS = 7 * 24 * 3_600_000;
const SAME_NOTE_MS = 60_000;

export async function findHook({ engine }: LedgerContext, sourceId: string, messageId: string): Promise<string | null> {
  const [row] = await hooksUnder(engine.db, sourceId, messageId);
  return row?.body_hash ?? null;
}

const hooksUnder = compiledOnce((db, sourceId: string, messageId: string) =>
  db
    .selectFrom('received_hooks')
    .select('body_hash')
    .where('source_id', '=', sourceId)
    .where('message_id', '=', messageId),
);

export function rememberHook(
  context: LedgerContext,
  sourceId: string,
  messageId: string,
  bodyHash: string,
): Promise<void> {
  // Its article is known by then: where this is lost, the message is taken in once more, and changes nothing.
  return inLightTransaction(context, async (tx) => {
    const now = context.clock.now().getTime();
    const row = { source_id: sourceId, message_id: messageId, body_hash: bodyHash, received_at: now };
    await insertIfNew(tx, 'received_hooks', row);
    await deleteHooks(tx, sourceId, now - REMEMBERED_MS);
  });
}

const deleteHooks = compiledOnce((db, sourceId: string, until: number) =>
  db.deleteFrom('received_hooks').where('source_id', '=', sourceId).where('received_at', '<=', until),
);

/** Whoever knows the address can be refused as often as he likes: the ledger is not written for each. */
export async function noteHook(
  { engine, clock }: LedgerContext,
  sourceId: string,
  outcome: LastPoll['outcome'],
  note: string,
): Promise<void> {
  const now = clock.now().getTime();
  const [same] = await sameNotes(engine.db, sourceId, outcome, note, now - SAME_NOTE_MS);
  if (same !== undefined) return;
  await updateRows(engine.db, 'sources', { id: sourceId }, { polled_at: now, poll_outcome: outcome, poll_note: note });
}

const sameNotes = compiledOnce((db, sourceId: string, outcome: string, note: string, since: number) =>
  db
    .selectFrom('sources')
    .select('id')
    .where('id', '=', sourceId)
    .where('poll_outcome', '=', outcome)
    .where('poll_note', '=', note)
    .where('polled_at', '>', since),
);

export function rotateSecret(context: LedgerContext, sourceId: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    await tx
      .updateTable('sources')
      .set((eb) => ({
        secret_generation: eb('secret_generation', '+', 1),
        secret_rotated_at: context.clock.now().getTime(),
      }))
      .where('id', '=', sourceId)
      .execute();
    await writeEvent(context, tx, { kind: 'source-secret-rotated', source_id: sourceId, detail: '' });
  });
}
