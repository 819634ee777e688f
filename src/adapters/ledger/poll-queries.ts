import { randomUUID } from 'node:crypto';
import type { ClaimedPoll, PollResult } from '../../application/ports/source-ledger.js';
import { FAILURES_THAT_ALERT, type SourceKind } from '../../domain/source.js';
import { inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { SourceRow } from './schema.js';
import { pause } from './source-queries.js';
import { toSource } from './source-rows.js';

/** The next source whose poll is due: one poll of a source at a time, whoever asks. */
export async function claimPoll(context: LedgerContext, kinds: readonly SourceKind[]): Promise<ClaimedPoll | null> {
  if (kinds.length === 0) return null;
  for (;;) {
    const now = context.clock.now().getTime();
    const candidate = await freeSources(context.engine.db, now)
      .where('kind', 'in', kinds)
      .where('next_poll_at', '<=', now)
      .orderBy('next_poll_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (candidate === undefined) return null;
    const claimed = await takePoll(context, candidate.id, now);
    // Another worker was faster: another source may be due.
    if (claimed !== null) return claimed;
  }
}

export function claimPollOf(context: LedgerContext, id: string): Promise<ClaimedPoll | null> {
  return takePoll(context, id, null);
}

function freeSources(db: LedgerContext['engine']['db'], now: number) {
  return db
    .selectFrom('sources')
    .selectAll()
    .where('state', '=', 'active')
    .where('next_poll_at', 'is not', null)
    .where((eb) => eb.or([eb('poll_lease_until', 'is', null), eb('poll_lease_until', '<=', now)]));
}

/** `dueAt` null: due or not. */
function takePoll(context: LedgerContext, id: string, dueAt: number | null): Promise<ClaimedPoll | null> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now().getTime();
    const row = await freeSources(tx, now)
      .where('id', '=', id)
      .$if(dueAt !== null, (query) => query.where('next_poll_at', '<=', dueAt ?? 0))
      .$if(context.engine.kind === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    if (row === undefined) return null;
    const token = randomUUID();
    const lease = { poll_token: token, poll_lease_until: now + context.timing.pollMs + context.timing.leaseGraceMs };
    await tx.updateTable('sources').set(lease).where('id', '=', id).execute();
    return { token, source: toSource(row), cursor: row.cursor };
  });
}

export function finishPoll(context: LedgerContext, token: string, result: PollResult): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const source = await tx
      .selectFrom('sources')
      .selectAll()
      .where('poll_token', '=', token)
      .$if(context.engine.kind === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    if (source === undefined) return false;
    await tx
      .updateTable('sources')
      .set(afterPoll(context, source, result))
      .where('id', '=', source.id)
      .execute();
    await tellAboutPoll(context, tx, source, result);
    return true;
  });
}

function afterPoll({ clock }: LedgerContext, source: SourceRow, result: PollResult): Partial<SourceRow> {
  const now = clock.now().getTime();
  const isGood = result.outcome !== 'failed';
  return {
    poll_token: null,
    poll_lease_until: null,
    next_poll_at: result.nextPollAt.getTime(),
    cursor: result.cursor ?? source.cursor,
    polled_at: now,
    poll_outcome: result.outcome,
    poll_note: result.note,
    address: result.movedTo ?? source.address,
    hub: result.hub === null ? source.hub : JSON.stringify(result.hub),
    failures_in_row: isGood ? 0 : source.failures_in_row + 1,
    last_new_at: result.newArticles > 0 ? now : source.last_new_at,
    last_items: result.items ?? source.last_items,
    ...(isGood ? { good_poll_at: now } : {}),
    flooded: isGood && result.pauseReason !== null ? 1 : source.flooded,
    ...(result.isTakenIn ? { primed_at: source.primed_at ?? now, flood_accepted: 0 } : {}),
  };
}

async function tellAboutPoll(context: LedgerContext, tx: Tx, source: SourceRow, result: PollResult): Promise<void> {
  const tell = (kind: string, detail: string) => writeEvent(context, tx, { kind, source_id: source.id, detail });
  const isFailed = result.outcome === 'failed';
  // What a person asked for is news to all who look at its source, whatever it brought.
  if (result.newArticles > 0 || context.doer !== null) await tell('source-polled', result.note);
  if (result.movedTo !== null) await tell('source-moved', `${source.address} is ${result.movedTo} now`);
  if (isFailed && source.failures_in_row + 1 === FAILURES_THAT_ALERT) await tell('source-failing', result.note);
  if (!isFailed && source.failures_in_row >= FAILURES_THAT_ALERT) await tell('source-recovered', result.note);
  if (result.pauseReason !== null) await pause(context, tx, source.id, result.pauseReason);
}
