import { call } from '../../server/call.js';
import type { Account, Post } from '../../server/contract.js';
import { type ComposeDraft, sendable, variantsOf, whenOf } from './compose-draft.js';
import { isMoved, type Reading } from './draft-of.js';

export type As = 'draft' | 'queue';

interface Made {
  readonly draft: ComposeDraft;
  readonly accounts: readonly Account[];
  readonly zone: string;
  readonly idempotencyKey: string;
}

/** A post for each account; answers which one to look at. */
export async function makePosts({ draft, accounts, zone, idempotencyKey }: Made, as: As): Promise<string> {
  const variants = variantsOf(draft, accounts);
  const body = { as, variants, when: whenOf(draft, zone), article: draft.article, askApproval: draft.askApproval };
  const { items } = await call('composePosts', { body, idempotencyKey });
  return items[0]?.id ?? '';
}

interface Saved {
  readonly post: Post;
  /** What the writer knows of it, which is not what it says where they are to choose. */
  readonly seen: { readonly revision: number };
  readonly draft: ComposeDraft;
  readonly reading: Reading;
}

/** Its new words, and what the writer wants besides: each step by what the one before it answered. */
export async function savePost({ post, seen, draft, reading }: Saved, as: As): Promise<string> {
  const params = { id: post.id };
  const saved = await call('editPost', { params, seen, body: { parts: sendable(draft.shared) } });
  if (saved.state !== 'draft') return post.id;
  const when = whenOf(draft, reading.zone);
  const { askApproval } = draft;
  if (as === 'queue') await call('queuePost', { params, seen: saved, body: { when, askApproval } });
  else if (isMoved(post, draft, reading)) await call('movePost', { params, seen: saved, body: { when } });
  return post.id;
}
