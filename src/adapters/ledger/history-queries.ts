import type { ArticleEvent, LedgerEvent, SeenAt } from '../../application/ports/ledger.js';
import type { Doer } from '../../domain/person.js';
import type { SightingWay } from '../../domain/source.js';
import type { LedgerContext } from './ledger-context.js';
import type { EventRow } from './schema.js';

export async function listEvents({ engine }: LedgerContext, postId: string): Promise<readonly LedgerEvent[]> {
  const rows = await engine.db
    .selectFrom('events')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(toEvent);
}

export async function listArticleEvents(
  { engine }: LedgerContext,
  articleId: string,
): Promise<readonly ArticleEvent[]> {
  const posts = await engine.db.selectFrom('posts').select('id').where('article_id', '=', articleId).execute();
  const postIds = posts.map(({ id }) => id);
  const rows = await engine.db
    .selectFrom('events')
    .leftJoin('sources', 'sources.id', 'events.source_id')
    .selectAll('events')
    .select('sources.name as source_name')
    .where((eb) =>
      eb.or([
        eb('events.article_id', '=', articleId),
        ...(postIds.length === 0 ? [] : [eb('events.post_id', 'in', postIds)]),
      ]),
    )
    .orderBy('events.at')
    .orderBy('events.id')
    .execute();
  return rows.map((row) => ({
    ...toEvent(row),
    postId: row.post_id,
    sourceName: row.source_name,
  }));
}

export function toEvent(row: EventRow): LedgerEvent {
  const { id, at, kind, detail } = row;
  return { id, at: new Date(at), kind, detail, by: toDoer(row) };
}

export function toDoer({ actor_id, actor_name }: Pick<EventRow, 'actor_id' | 'actor_name'>): Doer | null {
  return actor_id === null ? null : { id: actor_id, name: actor_name ?? actor_id };
}

export async function listSightings({ engine }: LedgerContext, articleId: string): Promise<readonly SeenAt[]> {
  const rows = await engine.db
    .selectFrom('sightings')
    .innerJoin('sources', 'sources.id', 'sightings.source_id')
    .select(['sources.name', 'sightings.way', 'sightings.first_seen_at'])
    .where('sightings.article_id', '=', articleId)
    .orderBy('sightings.first_seen_at')
    .execute();
  return rows.map((row) => ({
    sourceName: row.name,
    way: row.way as SightingWay,
    at: new Date(row.first_seen_at),
  }));
}
