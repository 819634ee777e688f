import type { LedgerContext } from './ledger-context.js';

export async function storePicture({ engine, clock }: LedgerContext, id: string, bytes: Uint8Array): Promise<void> {
  await engine.db
    .insertInto('pictures')
    .values({ id, base64: Buffer.from(bytes).toString('base64'), stored_at: clock.now().getTime() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function loadPicture({ engine }: LedgerContext, id: string): Promise<Uint8Array | null> {
  const row = await engine.db.selectFrom('pictures').select('base64').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : Buffer.from(row.base64, 'base64');
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

export async function rememberFetched({ engine, clock }: LedgerContext, url: string, pictureId: string): Promise<void> {
  const change = { picture_id: pictureId, fetched_at: clock.now().getTime() };
  await engine.db
    .insertInto('fetched_pictures')
    .values({ url, ...change })
    .onConflict((conflict) => conflict.column('url').doUpdateSet(change))
    .execute();
}
