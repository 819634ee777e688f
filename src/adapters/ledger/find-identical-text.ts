import type { AccountId } from '../../domain/account.js';
import type { DraftPart, PostId, Problem } from '../../domain/post.js';
import { compiledOnce } from './compiled-once.js';
import { textHash, type Tx } from './rows.js';

/** States in which a post's text is, or may come, before readers. */
const SAYING = ['scheduled', 'publishing', 'published', 'unconfirmed'];

const postsSaying = compiledOnce((db, accountId: string, hashes: readonly string[], except: string) =>
  db
    .selectFrom('parts')
    .innerJoin('posts', 'posts.id', 'parts.post_id')
    .select(['posts.id', 'posts.state', 'parts.text_hash'])
    .where('posts.account_id', '=', accountId)
    .where('parts.text_hash', 'in', hashes)
    .where('posts.state', 'in', SAYING)
    .where('posts.id', '<>', except)
    .limit(1),
);

/** Another post of the account that says one of these texts too. The account's row is locked. */
export async function findIdenticalText(
  tx: Tx,
  accountId: AccountId,
  parts: readonly (Pick<DraftPart, 'text' | 'link'> & { readonly position: number })[],
  except: PostId | null,
): Promise<Problem | null> {
  const positions = new Map(parts.map((part) => [textHash(part), part.position]));
  const [twin] = await postsSaying(tx, accountId, [...positions.keys()], except ?? '');
  if (twin === undefined) return null;
  const known = twin.state === 'published' ? 'was published' : 'is scheduled';
  return {
    code: 'identical-text',
    part: positions.get(twin.text_hash) ?? null,
    message: `the identical text ${known} on this account (post ${twin.id})`,
  };
}
