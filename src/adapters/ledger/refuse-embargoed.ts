import { EMBARGO_UNREADABLE, isUnreadable } from '../../domain/embargo.js';
import { KawarabanError } from '../../domain/errors.js';
import type { Post } from '../../domain/post.js';
import { findEmbargo } from './linked-articles.js';
import type { Tx } from './rows.js';

/** Nobody may choose a time before the end of an embargo. */
export async function refuseBeforeEmbargo(tx: Tx, post: Post, at: Date): Promise<void> {
  const embargo = await findEmbargo(tx, post.articleId, post.parts, at.getTime());
  if (embargo === null) return;
  const until = new Date(embargo);
  const why = isUnreadable(until)
    ? EMBARGO_UNREADABLE.message
    : `what it says is embargoed until ${until.toISOString()}, and nothing goes out earlier; choose a time from then on`;
  throw new KawarabanError('KWB_TRANSITION_REFUSED', `post ${post.id} is ${post.state}: ${why}`);
}
