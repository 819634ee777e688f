import { sql, type Kysely } from 'kysely';
import type { Silence } from '../../application/ports/ledger.js';
import { KawarabanError } from '../../domain/errors.js';
import { compiledOnce } from './compiled-once.js';
import { inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import { newId } from './new-id.js';
import type { Tx } from './rows.js';
import type { LedgerTables } from './schema.js';

export function startSilence(context: LedgerContext, reason: string, until: Date | null): Promise<Silence> {
  return inTransaction(context, async (tx) => {
    await lockSilences(context, tx);
    const now = context.clock.now();
    if (until !== null && until <= now)
      throw new KawarabanError(
        'KWB_TIME_INVALID',
        `a silence until ${until.toISOString()} would be over already: choose a later end, or none`,
      );
    await tx.updateTable('silences').set({ ended_at: now.getTime() }).where('ended_at', 'is', null).execute();
    await tx
      .insertInto('silences')
      .values({
        id: newId(now.getTime()),
        reason,
        started_at: now.getTime(),
        until: until?.getTime() ?? null,
        ended_at: null,
      })
      .execute();
    const end = until === null ? 'until a person ends it' : `until ${until.toISOString()}`;
    await writeEvent(context, tx, { kind: 'silence-started', detail: `${reason} (${end})` });
    return { reason, startedAt: now, until };
  });
}

export function endSilence(context: LedgerContext): Promise<void> {
  return inTransaction(context, async (tx) => {
    await lockSilences(context, tx);
    const now = context.clock.now();
    const running = await readSilence(tx, now);
    if (running === null) return;
    await tx.updateTable('silences').set({ ended_at: now.getTime() }).where('ended_at', 'is', null).execute();
    await writeEvent(context, tx, { kind: 'silence-ended', detail: running.reason });
  });
}

export function findSilence({ engine, clock }: LedgerContext): Promise<Silence | null> {
  return readSilence(engine.db, clock.now());
}

/** The silence at that instant. One that has its end set ends by itself. */
export async function readSilence(db: Kysely<LedgerTables>, now: Date): Promise<Silence | null> {
  const [row] = await silenceAt(db, now.getTime());
  if (row === undefined) return null;
  return {
    reason: row.reason,
    startedAt: new Date(row.started_at),
    until: row.until === null ? null : new Date(row.until),
  };
}

const silenceAt = compiledOnce((db, now: number) =>
  db
    .selectFrom('silences')
    .selectAll()
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)])),
);

/** Two people who start one at once leave one silence, not two of which only one can be seen. */
async function lockSilences({ engine }: LedgerContext, tx: Tx): Promise<void> {
  if (engine.kind === 'postgres') await sql`lock table silences in share row exclusive mode`.execute(tx);
}
