import { z } from 'zod';
import type { DeskLedger, NewsroomSettings } from '../../application/ports/desk-ledger.js';
import type { Account, AccountId } from '../../domain/account.js';
import type { PostId } from '../../domain/post.js';
import {
  inLightTransaction,
  inTransaction,
  readPostOrThrow,
  writeEvent,
  type LedgerContext,
} from './ledger-context.js';
import { reserve } from './reserve-time.js';

export function notePost(context: LedgerContext, id: PostId, note: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    await readPostOrThrow(tx, id);
    await writeEvent(context, tx, { kind: 'post-note', post_id: id, detail: note });
  });
}

/** Also where its network paused it before: from now on only a person resumes it. */
export function pauseAccount(context: LedgerContext, id: AccountId, reason: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('accounts')
      .set({ state: 'paused', paused_reason: reason, paused_by: 'person' })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('state', '=', 'active'), eb.and({ state: 'paused', paused_by: 'network' })]))
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await writeEvent(context, tx, { kind: 'account-paused', account_id: id, detail: reason });
  });
}

export function tellTemplateSaved(context: LedgerContext, name: string): Promise<void> {
  return inTransaction(context, (tx) => writeEvent(context, tx, { kind: 'template-saved', detail: name }));
}

export function findFreeTime(
  context: LedgerContext,
  account: Account,
  wish: Parameters<DeskLedger['findFreeTime']>[1],
): Promise<Date | null> {
  const now = context.clock.now();
  const dueAt = wish.dueAt < now ? now : wish.dueAt;
  return inLightTransaction(context, (tx) => reserve(context, tx, account, { ...wish, dueAt, keepsTime: false }));
}

const stored = z.object({
  newsroomName: z.string().nullable().default(null),
  editorsNeedApproval: z.boolean().default(false),
  saveTemplates: z.boolean().default(false),
});

export async function readSettings({ engine }: Pick<LedgerContext, 'engine'>): Promise<NewsroomSettings> {
  const rows = await engine.db.selectFrom('settings').selectAll().execute();
  return stored.parse(Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown])));
}

export async function changeSettings(
  context: LedgerContext,
  change: Partial<NewsroomSettings>,
): Promise<NewsroomSettings> {
  await inTransaction(context, async (tx) => {
    for (const [name, given] of Object.entries(change)) {
      const value = JSON.stringify(given);
      const before = await tx.selectFrom('settings').selectAll().where('name', '=', name).executeTakeFirst();
      if (before?.value === value) continue;
      await tx
        .insertInto('settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
      await writeEvent(context, tx, { kind: 'setting-changed', detail: `${name}: ${value}` });
    }
  });
  return readSettings(context);
}
