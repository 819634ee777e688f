import type { AuditSearch, Change, Page, PageWish } from '../../application/ports/desk-ledger.js';
import { toEvent } from './history-queries.js';
import type { LedgerContext } from './ledger-context.js';
import { readCursor, toPage } from './pages.js';
import type { EventRow } from './schema.js';

export async function listChanges({ engine }: LedgerContext, since: Date, limit: number): Promise<readonly Change[]> {
  const rows = await engine.db
    .selectFrom('events')
    .selectAll()
    .where('at', '>=', since.getTime())
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toChange);
}

export async function searchAudit(
  { engine }: LedgerContext,
  { by, kind, from, to }: AuditSearch,
  { cursor, limit }: PageWish,
): Promise<Page<Change>> {
  const after = readCursor(cursor);
  let found = engine.db.selectFrom('events').selectAll().where('actor_id', 'is not', null);
  if (by !== undefined) found = found.where('actor_id', '=', by);
  if (kind !== undefined) found = found.where('kind', '=', kind);
  if (from !== undefined) found = found.where('at', '>=', from.getTime());
  if (to !== undefined) found = found.where('at', '<', to.getTime());
  if (after !== null) found = found.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(...after)));
  const rows = await found
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit, ({ at, id }) => [at, id], rows.map(toChange));
}

function toChange(row: EventRow): Change {
  return {
    ...toEvent(row),
    postId: row.post_id,
    articleId: row.article_id,
    accountId: row.account_id,
    sourceId: row.source_id,
  };
}
