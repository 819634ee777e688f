import { call } from '../../server/call.js';
import type { Account, Post } from '../../server/contract.js';
import { type ComposeDraft, sendable, variantsOf, whenOf } from './compose-draft.js';
import { type As, nextStep } from './next-step.js';
import { isMoved, type Reading } from './draft-of.js';

interface Made {
  readonly draft: ComposeDraft;
  readonly accounts: readonly Account[];
  readonly zone: string;
  readonly idempotencyKey: string;
}

/** A post for each account; answers the one to look at. */
export async function makePosts({ draft, accounts, zone, idempotencyKey }: Made, as: As): Promise<Post | undefined> {
  const variants = variantsOf(draft, accounts);
  const body = { as, variants, when: whenOf(draft, zone), article: draft.article, askApproval: draft.askApproval };
  const { items } = await call('composePosts', { body, idempotencyKey });
  return items[0];
}

interface Saved {
  readonly post: Post;
  /** What the writer knows of it, which is not what it says where they are to choose. */
  readonly seen: { readonly revision: number };
  readonly draft: ComposeDraft;
  readonly reading: Reading;
}

/** Its new words, and what the writer wants besides: each step by what the one before it answered. */
export async function savePost({ post, seen, draft, reading }: Saved, as: As): Promise<Post> {
  const params = { id: post.id };
  const saved = await call('editPost', { params, seen, body: { parts: sendable(draft.shared) } });
  const when = whenOf(draft, reading.zone);
  const { askApproval } = draft;
  const step = nextStep(post, saved, as);
  if (step === 'release') return call('releasePost', { params, seen: saved });
  if (step === 'queue') return call('queuePost', { params, seen: saved, body: { when, askApproval } });
  if (step === 'keep' && isMoved(post, draft, reading))
    return call('movePost', { params, seen: saved, body: { when } });
  return saved;
}
