import type { ArticleId, RecordedArticle } from '../domain/article.js';
import { KawarabanError } from '../domain/errors.js';
import { followUnsentOf } from './follow-post.js';
import type { FollowPorts } from './follow-published.js';
import type { DeskLedger } from './ports/desk-ledger.js';

/**
 * A second person ends the embargo that was seen, as somebody asked for it then (`theirs`: the ledger, for what they do);
 * its posts follow as if its source had lifted it. Harmless to repeat, and to be cut short: the sweep goes on.
 */
export async function liftEmbargo(
  ports: FollowPorts,
  theirs: Pick<DeskLedger, 'liftEmbargo'>,
  id: ArticleId,
  seen: { readonly until: Date; readonly askedAt: Date },
): Promise<RecordedArticle> {
  const lifted = await theirs.liftEmbargo(id, seen.until, seen.askedAt);
  await followUnsentOf(ports, id);
  return lifted;
}

export function liftedByPeopleOnly(): KawarabanError {
  return new KawarabanError(
    'KWB_NOT_ALLOWED',
    'the command line cannot lift an embargo: two people who sign in do, on the page of the article',
  );
}
