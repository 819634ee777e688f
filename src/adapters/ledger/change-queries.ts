import { sql } from 'kysely';
import type { AuditLine, AuditSearch, Change, Page, PageWish } from '../../application/ports/desk-ledger.js';
import { toEvent } from './history-queries.js';
import type { LedgerContext } from './ledger-context.js';
import { readCursor, toPage } from './pages.js';
import type { EventRow } from './schema.js';

/** Enough for a line. */
const ABOUT_LENGTH = 120;

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
): Promise<Page<AuditLine>> {
  const after = readCursor(cursor);
  let found = engine.db
    .selectFrom('events')
    .leftJoin('parts', (join) => join.onRef('parts.post_id', '=', 'events.post_id').on('parts.position', '=', 0))
    .leftJoin('articles', 'articles.id', 'events.article_id')
    .leftJoin('sources', 'sources.id', 'events.source_id')
    .selectAll('events')
    .select([
      sql<string | null>`substr(parts.text, 1, ${ABOUT_LENGTH})`.as('words'),
      'articles.title',
      'sources.name as source_name',
    ])
    .where('actor_id', 'is not', null);
  if (by !== undefined) found = found.where('actor_id', '=', by);
  if (kind !== undefined) found = found.where('events.kind', '=', kind);
  if (from !== undefined) found = found.where('at', '>=', from.getTime());
  if (to !== undefined) found = found.where('at', '<', to.getTime());
  if (after !== null) found = found.where((eb) => eb(eb.refTuple('at', 'events.id'), '<', eb.tuple(...after)));
  const rows = await found
    .orderBy('at', 'desc')
    .orderBy('events.id', 'desc')
    .limit(limit + 1)
    .execute();
  const lines = rows.map((row) => ({
    ...toChange(row),
    about: isBlank(row.words) ? row.title : row.words,
    sourceName: row.source_name,
  }));
  return toPage(rows, limit, ({ at, id }) => [at, id], lines);
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
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
