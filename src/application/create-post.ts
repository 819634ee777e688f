import type { Account } from '../domain/account.js';
import type { Media, Post } from '../domain/post.js';
import type { WallTime } from '../domain/wall-time.js';
import { enqueuePosts } from './enqueue-posts.js';
import { placeLink } from './place-link.js';
import { findProblems, priced } from './plan-posts.js';
import type { Ports } from './ports/ports.js';

export interface EditorsPost {
  readonly text: string;
  readonly link: string | null;
  readonly media: readonly Media[];
  readonly at: Date | null;
  readonly wallTime: WallTime | null;
}

/** An editor's own post: scheduled, or held with the reasons. */
export async function createPost(
  ports: Pick<Ports, 'clock' | 'ledger' | 'networks' | 'postQueue'>,
  account: Account,
  { text, link, media, at, wallTime }: EditorsPost,
): Promise<Post> {
  const parts = placeLink([text.normalize('NFC').trim()], link, media, ports.networks[account.network].linkPlacement);
  const problems = findProblems(ports, { parts }, account);
  const post = await ports.ledger.createPost({
    accountId: account.id,
    template: null,
    occasion: null,
    dueAt: at ?? ports.clock.now(),
    wallTime,
    inSlot: false,
    needsApproval: false,
    expiresAt: null,
    lane: 'normal',
    parts: priced(ports, parts, account),
    articleRevision: null,
    replyTo: null,
    isDraft: false,
    groupId: null,
    problems,
  });
  await enqueuePosts(ports, [post]);
  return post;
}
