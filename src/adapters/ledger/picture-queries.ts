import { inTransaction, inLightTransaction, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';

/** What an editor brings: it stays for good. */
export function storePicture(context: LedgerContext, id: string, bytes: Uint8Array): Promise<void> {
  return inTransaction(context, async (tx) => {
    await writePicture(context, tx, id, bytes);
    await tx
      .insertInto('uploaded_pictures')
      .values({ picture_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** One that is there already is written on, so that no other process drops it at this moment for its age. */
async function writePicture({ clock }: LedgerContext, tx: Tx, id: string, bytes: Uint8Array): Promise<void> {
  const stored_at = clock.now().getTime();
  await tx
    .insertInto('pictures')
    .values({ id, base64: Buffer.from(bytes).toString('base64'), stored_at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ stored_at }))
    .execute();
}

export async function loadPicture({ engine }: LedgerContext, id: string): Promise<Uint8Array | null> {
  const row = await engine.db.selectFrom('pictures').select('base64').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : Buffer.from(row.base64, 'base64');
}

export async function findMissingPictures(
  { engine }: LedgerContext,
  ids: readonly string[],
): Promise<readonly string[]> {
  // Nearly always: most posts have none.
  if (ids.length === 0) return [];
  const rows = await engine.db
    .selectFrom('uploaded_pictures')
    .select('picture_id')
    .where('picture_id', 'in', ids)
    .execute();
  const found = new Set(rows.map(({ picture_id }) => picture_id));
  return [...new Set(ids)].filter((id) => !found.has(id));
}

const FETCHED_FRESH_MS = 24 * 3_600_000;

export async function findFetched({ engine, clock }: LedgerContext, url: string): Promise<string | null> {
  const row = await engine.db
    .selectFrom('fetched_pictures')
    .select('picture_id')
    .where('url', '=', url)
    .where('fetched_at', '>', clock.now().getTime() - FETCHED_FRESH_MS)
    .executeTakeFirst();
  return row?.picture_id ?? null;
}

export function keepFetched(context: LedgerContext, url: string, pictureId: string, bytes: Uint8Array): Promise<void> {
  return inLightTransaction(context, async (tx) => {
    await writePicture(context, tx, pictureId, bytes);
    const change = { picture_id: pictureId, fetched_at: context.clock.now().getTime() };
    await tx
      .insertInto('fetched_pictures')
      .values({ url, ...change })
      .onConflict((conflict) => conflict.column('url').doUpdateSet(change))
      .execute();
  });
}

/** Each may have some megabytes, and nobody else writes to SQLite meanwhile. */
const DROPPED_AT_ONCE = 5;

export async function dropFetched(context: LedgerContext): Promise<void> {
  const until = context.clock.now().getTime() - FETCHED_FRESH_MS;
  const old = await context.engine.db
    .selectFrom('fetched_pictures')
    .select(['url', 'picture_id'])
    .where('fetched_at', '<=', until)
    .orderBy('fetched_at')
    .limit(DROPPED_AT_ONCE)
    .execute();
  // Nearly always: no transaction is begun.
  if (old.length === 0) return;
  await inLightTransaction(context, async (tx) => {
    const urls = old.map(({ url }) => url);
    await tx.deleteFrom('fetched_pictures').where('url', 'in', urls).where('fetched_at', '<=', until).execute();
    for (const id of new Set(old.map((fetched) => fetched.picture_id))) await dropUnnamed(tx, id, until);
  });
}

/** Unless an editor has brought it as well, or another address has shown it since. */
async function dropUnnamed(tx: Tx, id: string, until: number): Promise<void> {
  await tx
    .deleteFrom('pictures')
    .where('id', '=', id)
    .where('stored_at', '<=', until)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('uploaded_pictures').select('picture_id').where('picture_id', '=', id))),
    )
    .where((eb) => eb.not(eb.exists(eb.selectFrom('fetched_pictures').select('url').where('picture_id', '=', id))))
    .execute();
}
