import type { Post } from '../../domain/post.js';
import { insertRow } from './compiled-once.js';
import type { LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';

/** Keeps what the post says from its present revision on, and by whom. */
export async function rememberText(
  { clock, doer }: LedgerContext,
  tx: Tx,
  { id: postId, revision, parts }: Pick<Post, 'id' | 'revision' | 'parts'>,
): Promise<void> {
  await insertRow(tx, 'post_texts', {
    post_id: postId,
    revision,
    at: clock.now().getTime(),
    actor_id: doer?.id ?? null,
    actor_name: doer?.name ?? null,
    parts: JSON.stringify(parts.map(({ text, link, media }) => ({ text, link, pictures: media.length }))),
  });
}
