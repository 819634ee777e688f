import { toPrepared, type Tx } from './rows.js';
import { OUT_OR_MAYBE, type PostRow } from './schema.js';

/**
 * What was prepared for the post, or for one part of it, will not be used: it is forgotten, and what no reader sees
 * is to be removed from the network. Of a part that is out or may be, it may be what readers see: that stays.
 */
export async function dropPrepared(
  tx: Tx,
  { id, account_id }: Pick<PostRow, 'id' | 'account_id'>,
  position?: number,
): Promise<void> {
  const dropped = await tx
    .selectFrom('parts')
    .select(['position', 'prepared'])
    .where('post_id', '=', id)
    .where('prepared', 'is not', null)
    .$if(position !== undefined, (query) => query.where('position', '=', position ?? 0))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries')
            .select('deliveries.id')
            .whereRef('deliveries.post_id', '=', 'parts.post_id')
            .whereRef('deliveries.position', '=', 'parts.position')
            .where('deliveries.state', 'in', OUT_OR_MAYBE),
        ),
      ),
    )
    .execute();
  for (const part of dropped) {
    const unpublished_id = toPrepared(part)?.unpublishedId ?? null;
    if (unpublished_id !== null)
      await tx
        .insertInto('discards')
        .values({ account_id, unpublished_id, try_at: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await tx
      .updateTable('parts')
      .set({ prepared: null, prepare_begun: 0 })
      .where('post_id', '=', id)
      .where('position', '=', part.position)
      .execute();
  }
}
