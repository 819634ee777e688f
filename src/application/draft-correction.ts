import { CORRECTION_BEGINS, firstRemoteId, isAnswerable } from '../domain/correction.js';
import { KawarabanError } from '../domain/errors.js';
import type { Post, PostId } from '../domain/post.js';
import { composePosts } from './compose-posts.js';
import { demandPost } from './demand-post.js';
import type { Creation } from './ports/desk-ledger.js';
import type { Ports } from './ports/ports.js';

/** A draft that will stand below a post that readers see, for a person to write and queue. Fails with KWB_TRANSITION_REFUSED. */
export async function draftCorrection(
  ports: Pick<Ports, 'clock' | 'ledger' | 'networks' | 'postQueue'>,
  id: PostId,
  creation: Creation | null,
): Promise<Post> {
  const post = await demandPost(ports, id);
  if (!isAnswerable(post)) throw refused(post);
  const [draft] = await composePosts(
    ports,
    {
      isDraft: true,
      variants: [{ account: post.account, parts: [{ text: CORRECTION_BEGINS, link: null, media: [] }] }],
      when: { kind: 'now' },
      expiresAt: null,
      articleId: post.articleId,
      replyTo: firstRemoteId(post),
      needsApproval: false,
      lane: 'normal',
    },
    creation,
  );
  if (draft === undefined) throw new Error('one variant makes one post');
  return draft;
}

function refused({ id, state, account }: Post): KawarabanError {
  return new KawarabanError(
    'KWB_TRANSITION_REFUSED',
    state === 'published'
      ? `post ${id} is on ${account.network}, where an answer corrects nothing: change its words there`
      : `post ${id} is ${state}: only what readers see is corrected`,
  );
}
