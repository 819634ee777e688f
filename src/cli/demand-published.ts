import { KawarabanError } from '../domain/errors.js';
import type { PostState } from '../domain/post.js';
import { reasonOf } from './draw-posts.js';
import type { PostView } from './post-view.js';

/** Sent, taken back by a person, or waiting for one as the template wants: nothing that a script should stop at. */
const FINE: ReadonlySet<PostState> = new Set<PostState>(['published', 'cancelled', 'retracted', 'awaiting-approval']);

/** After `--wait`: a post that did not go out makes the command fail, after everything was printed. */
export function demandPublished(views: readonly PostView[]): void {
  const missing = views.filter(({ post }) => !FINE.has(post.state));
  if (missing.length === 0) return;
  const lines = missing.map(
    ({ post }) =>
      `${post.account.name}: ${post.state}${reasonOf(post) === null ? '' : `, ${reasonOf(post) ?? ''}`} (${post.id})`,
  );
  throw new KawarabanError('KWB_NOT_PUBLISHED', `not published: ${lines.join('; ')}`);
}
