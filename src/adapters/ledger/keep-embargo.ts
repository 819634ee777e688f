import type { Article } from '../../domain/article.js';
import { latestKnown } from '../../domain/latest.js';
import type { Sighting } from '../../domain/source.js';
import { writeEvent, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { ArticleRow } from './schema.js';

/**
 * What a person gives by hand may set an embargo, and lifts none: that is for its source, or for two people. The one
 * that two people lifted does not come back by being shown again.
 */
export function keepEmbargo(row: ArticleRow, known: Article, now: Article, sighting: Sighting | null): Article {
  const isLifted = now.embargoUntil !== null && now.embargoUntil.getTime() === row.embargo_lifted;
  const said = isLifted ? null : now.embargoUntil;
  const isByHand = sighting === null || sighting.way === 'hand';
  return { ...now, embargoUntil: isByHand ? latestKnown(known.embargoUntil, said) : said };
}

/** What people said of one embargo says nothing of another. */
export function embargoColumns(
  before: Pick<ArticleRow, 'embargo_until' | 'embargo_ask' | 'embargo_lifted'>,
  { embargoUntil }: Article,
): Pick<ArticleRow, 'embargo_until' | 'embargo_ask' | 'embargo_lifted'> {
  const { embargo_ask, embargo_lifted } = before;
  const embargo_until = embargoUntil?.getTime() ?? null;
  if (embargo_until === before.embargo_until) return { embargo_until, embargo_ask, embargo_lifted };
  return { embargo_until, embargo_ask: null, embargo_lifted: embargo_until === null ? embargo_lifted : null };
}

/** That an ask or a lifting counts no more. */
export async function tellEmbargoChange(
  context: LedgerContext,
  tx: Tx,
  before: ArticleRow,
  after: ArticleRow,
  sighting: Sighting | null,
): Promise<void> {
  const about = { article_id: after.id, source_id: sighting?.sourceId ?? null };
  const detail = after.embargo_until === null ? 'the embargo was taken away' : 'another embargo was named';
  if (before.embargo_ask !== null && after.embargo_ask === null)
    await writeEvent(context, tx, { kind: 'embargo-ask-withdrawn', ...about, detail });
  if (before.embargo_lifted !== null && after.embargo_lifted === null)
    await writeEvent(context, tx, { kind: 'embargo-set-anew', ...about, detail });
}
