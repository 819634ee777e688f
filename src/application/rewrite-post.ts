import { KawarabanError } from '../domain/errors.js';
import type { DraftPart, Post, PostId } from '../domain/post.js';
import { demandPictures } from './demand-pictures.js';
import { demandPost, refuseUnseen } from './demand-post.js';
import { tooLate } from './edit-post.js';
import { enqueuePosts } from './enqueue-posts.js';
import { placeParts } from './place-parts.js';
import { findProblems, priced, unanswered } from './plan-posts.js';
import type { Ports } from './ports/ports.js';

/** All parts anew, as a person writes them who saw that revision; what is out already has to stay as it is. */
export async function rewritePost(
  ports: Pick<Ports, 'ledger' | 'networks' | 'postQueue'>,
  id: PostId,
  seen: number,
  written: readonly DraftPart[],
  demandsApproval: boolean,
): Promise<Post> {
  const post = await demandPost(ports, id);
  refuseUnseen(post, seen);
  const parts = placeParts(ports, post.account, written).map((part, position) => {
    const sent = post.parts[position];
    return sent === undefined || sent.remoteId === null ? part : sent;
  });
  const sentCount = post.parts.filter(({ remoteId }) => remoteId !== null).length;
  if (parts.length < sentCount)
    throw new KawarabanError('KWB_TRANSITION_REFUSED', `parts of post ${id} are out already: they cannot be left out`);
  await demandPictures(ports, parts.slice(sentCount));
  const problems = [...findProblems(ports, { parts }, post.account), ...unanswered(post)];
  const changed = await ports.ledger.replaceParts(
    id,
    seen,
    priced(ports, parts, post.account),
    problems,
    demandsApproval,
  );
  if (changed === null) throw await whyNot(ports, id, seen);
  await enqueuePosts(ports, [changed]);
  return changed;
}

async function whyNot(ports: Pick<Ports, 'ledger'>, id: PostId, seen: number): Promise<KawarabanError> {
  const post = await demandPost(ports, id);
  refuseUnseen(post, seen);
  return tooLate(post, 'it cannot be edited now');
}
