import { call } from '../../server/call.js';
import type { Account, Compose, Post } from '../../server/contract.js';
import { type ComposeDraft, partsFor, partsOn, variantsOf, whenOf } from './compose-draft.js';
import { type Edited, isMoved, isSaidAnew, type Reading, withTimeOf } from './draft-of.js';
import { firstToSee } from './first-to-see.js';
import { type As, nextStep } from './next-step.js';

/** What is asked for: a post for each account. */
export function bodyOf(draft: ComposeDraft, accounts: readonly Account[], zone: string, as: As): Compose {
  const { article, askApproval } = draft;
  return { as, variants: variantsOf(draft, accounts), when: whenOf(draft, zone), article, askApproval };
}

/**
 * New words for posts that belong together, and what the writer wants besides; answers the one that was opened, unless
 * another is held. All get their words before any goes out, and the one that was opened goes last: where something fails
 * it still opens the rest.
 */
export async function savePosts(
  posts: Edited,
  draft: ComposeDraft,
  reading: Reading,
  as: As,
): Promise<Post | undefined> {
  const [opened, ...others] = posts;
  const saved = [];
  for (const post of [...others, opened]) saved.push({ post, saved: await saveWords(post, draft) });
  const brought = [];
  for (const each of saved)
    brought.push(await bringOn(each.post, each.saved, withTimeOf(each.post, draft, reading), reading, as));
  return firstToSee(brought.toReversed());
}

function saveWords(post: Post, draft: ComposeDraft): Promise<Post> {
  // Where the writer is to choose, they know it as it was.
  const seen = isSaidAnew(post, draft) ? (draft.begun?.posts[post.id] ?? post) : post;
  const parts = partsOn(post.account, partsFor(draft, post.account.id));
  return call('editPost', { params: { id: post.id }, seen, body: { parts } });
}

async function bringOn(post: Post, saved: Post, draft: ComposeDraft, reading: Reading, as: As): Promise<Post> {
  const params = { id: post.id };
  const when = whenOf(draft, reading.zone);
  const { askApproval } = draft;
  const step = nextStep(post, saved, as);
  if (step === 'release') return call('releasePost', { params, seen: saved });
  if (step === 'queue') return call('queuePost', { params, seen: saved, body: { when, askApproval } });
  if (step === 'keep' && isMoved(post, draft, reading))
    return call('movePost', { params, seen: saved, body: { when } });
  return saved;
}
