import type { z } from 'zod';
import { approvePost } from '../../application/approve-post.js';
import { demandPost } from '../../application/demand-post.js';
import { holdBack, movePost } from '../../application/move-post.js';
import type { Ports } from '../../application/ports/ports.js';
import { isAtLeast } from '../../domain/person.js';
import type { Post, PostId } from '../../domain/post.js';
import type { bulk, postRoutes } from '../contract/post-routes.js';
import type { AnswerOf } from '../contract/route.js';
import type { Asker } from './asked.js';
import { asRefusal, Refusal, toErrorBody } from './refusal.js';
import { viewPost } from './views.js';

type Bulk = z.output<typeof bulk>;
type Result = AnswerOf<typeof postRoutes.changeManyPosts>['results'][number];

/** One after the other, each as it was seen; what one may not does not stop the others. */
export async function changeMany(ports: Ports, asker: Asker, asked: Bulk): Promise<Result[]> {
  const results: Result[] = [];
  for (const { id, revision } of asked.posts)
    try {
      results.push({
        kind: 'done',
        id,
        post: await viewPost(ports, asker, await change(ports, asker, asked, id, revision)),
      });
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal === null) throw error;
      results.push({ kind: 'refused', id, error: toErrorBody(refusal) });
    }
  return results;
}

async function change(ports: Ports, asker: Asker, asked: Bulk, id: PostId, seen: number): Promise<Post> {
  switch (asked.action) {
    case 'approve':
      if (!isAtLeast(asker.role, 'approver'))
        throw new Refusal('KWB_NOT_ALLOWED', `this is for the role approver and above; yours is ${asker.role}`);
      return approvePost(ports, id, seen, asker.person.id);
    case 'cancel':
      return ports.ledger.cancelPost(id, seen);
    case 'hold':
      return holdBack(ports, id, seen, asked.reason);
    case 'move': {
      const { nextAt } = await demandPost(ports, id);
      const at = new Date(nextAt.getTime() + asked.byMs);
      return movePost(ports, id, seen, { kind: 'at', at, wallTime: null });
    }
  }
}
