import type { WantedSource } from '../../application/ports/source-ledger.js';
import { KawarabanError } from '../../domain/errors.js';
import { FAILURES_THAT_ALERT, FIRST_SECRET, isPolled, type Source } from '../../domain/source.js';
import { compiledOnce } from './compiled-once.js';
import { inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import { newId } from './new-id.js';
import type { Tx } from './rows.js';
import type { SourceRow } from './schema.js';
import { toSource } from './source-rows.js';

export function addSource(context: LedgerContext, wanted: WantedSource): Promise<Source> {
  return inTransaction(context, async (tx) => {
    const present = await tx
      .selectFrom('sources')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb.and([eb('kind', '=', wanted.kind), eb('address', '=', wanted.address)]),
          eb.and([eb('name', '=', wanted.name), eb('state', '<>', 'removed')]),
        ]),
      )
      .execute();
    const taken = present.find((row) => row.state !== 'removed');
    if (taken !== undefined) throw alreadyThere(taken, wanted);
    const row = { ...newSourceRow(context, wanted), ...(present[0] === undefined ? {} : comesBack(present[0])) };
    await tx
      .insertInto('sources')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    await writeEvent(context, tx, { kind: 'source-added', source_id: row.id, detail: `${row.kind} ${row.address}` });
    return toSource(row);
  });
}

/** The secret that it had then may be known to somebody. */
function comesBack({ id, secret_generation }: SourceRow): Partial<SourceRow> {
  return { id, secret_generation: secret_generation + 1 };
}

function alreadyThere({ name, kind, address }: SourceRow, wanted: WantedSource): KawarabanError {
  return new KawarabanError(
    'KWB_USAGE',
    name === wanted.name
      ? `there is a source "${name}" already (${kind} ${address}): choose another name with --name`
      : `the source "${name}" reads ${address} already`,
  );
}

/** Whoever adds it asks it first; the service does if that fails. What comes by itself is news from the first. */
function newSourceRow({ clock, timing }: LedgerContext, wanted: WantedSource): SourceRow {
  const now = clock.now().getTime();
  return {
    id: newId(now),
    name: wanted.name,
    kind: wanted.kind,
    address: wanted.address,
    state: 'active',
    paused_reason: null,
    settings: JSON.stringify(wanted.settings),
    primed_at: isPolled(wanted.kind) ? null : now,
    backfill: wanted.backfill,
    flood_accepted: 0,
    flooded: 0,
    hub: null,
    cursor: null,
    next_poll_at: isPolled(wanted.kind) ? now + timing.pollMs : null,
    poll_token: null,
    poll_lease_until: null,
    polled_at: null,
    poll_outcome: null,
    poll_note: null,
    last_items: 0,
    good_poll_at: null,
    last_new_at: null,
    failures_in_row: 0,
    created_at: now,
    secret_generation: FIRST_SECRET.number,
    secret_rotated_at: null,
    push_until: null,
    push_note: null,
  };
}

export async function listSources({ engine }: LedgerContext): Promise<readonly Source[]> {
  const rows = await engine.db
    .selectFrom('sources')
    .selectAll()
    .where('state', '<>', 'removed')
    .orderBy('name')
    .execute();
  return rows.map(toSource);
}

export async function listTroubledSources({ engine }: LedgerContext): Promise<readonly Source[]> {
  const rows = await engine.db
    .selectFrom('sources')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('state', '=', 'paused'),
        eb.and([eb('state', '=', 'active'), eb('failures_in_row', '>=', FAILURES_THAT_ALERT)]),
      ]),
    )
    .orderBy('name')
    .execute();
  return rows.map(toSource);
}

export async function findSource({ engine }: LedgerContext, name: string): Promise<Source | null> {
  const [row] = await sourcesNamed(engine.db, name);
  return row === undefined ? null : toSource(row);
}

const sourcesNamed = compiledOnce((db, name: string) =>
  db.selectFrom('sources').selectAll().where('name', '=', name).where('state', '<>', 'removed'),
);

export function pauseSource(context: LedgerContext, id: string, reason: string): Promise<void> {
  return changeSource(context, id, (tx) => pause(context, tx, id, reason));
}

export async function pause(context: LedgerContext, tx: Tx, id: string, reason: string): Promise<void> {
  await tx.updateTable('sources').set({ state: 'paused', paused_reason: reason }).where('id', '=', id).execute();
  await writeEvent(context, tx, { kind: 'source-paused', source_id: id, detail: reason });
}

export function resumeSource(context: LedgerContext, id: string): Promise<void> {
  return changeSource(context, id, async (tx, source) => {
    if (source.state === 'active') return;
    await resume(context, tx, source, {});
    await writeEvent(context, tx, { kind: 'source-resumed', source_id: id, detail: source.paused_reason ?? '' });
  });
}

export function acceptFlood(context: LedgerContext, id: string, what: 'post' | 'skip'): Promise<void> {
  return changeSource(context, id, async (tx, source) => {
    await resume(context, tx, source, what === 'post' ? { flood_accepted: 1 } : { primed_at: null, backfill: 0 });
    await writeEvent(context, tx, { kind: 'source-accepted', source_id: id, detail: what });
  });
}

async function resume(context: LedgerContext, tx: Tx, source: SourceRow, change: Partial<SourceRow>): Promise<void> {
  const now = context.clock.now().getTime();
  await tx
    .updateTable('sources')
    .set({
      ...change,
      state: 'active',
      paused_reason: null,
      flooded: 0,
      failures_in_row: 0,
      next_poll_at: isPolled(toSource(source).kind) ? now : null,
    })
    .where('id', '=', source.id)
    .execute();
}

/** What it has shown stays known, for the day on which it comes back. */
export function removeSource(context: LedgerContext, id: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    // The hub hears 410 when it delivers, and ends it: a source that comes back needs another one. Before the source's
    // own row, as whoever hears from the hub has it, so that nobody waits in a circle.
    await tx.deleteFrom('subscriptions').where('source_id', '=', id).execute();
    if ((await lockSource(context, tx, id)) === null) return;
    await tx
      .updateTable('sources')
      .set({ state: 'removed', paused_reason: null, next_poll_at: null, poll_token: null, poll_lease_until: null })
      .where('id', '=', id)
      .execute();
    await writeEvent(context, tx, { kind: 'source-removed', source_id: id, detail: '' });
  });
}

function changeSource(
  context: LedgerContext,
  id: string,
  change: (tx: Tx, source: SourceRow) => Promise<void>,
): Promise<void> {
  return inTransaction(context, async (tx) => {
    const source = await lockSource(context, tx, id);
    if (source !== null) await change(tx, source);
  });
}

/** Null where it is removed: it is left alone. */
async function lockSource({ engine }: LedgerContext, tx: Tx, id: string): Promise<SourceRow | null> {
  const row = await tx
    .selectFrom('sources')
    .selectAll()
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .$if(engine.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  return row ?? null;
}
