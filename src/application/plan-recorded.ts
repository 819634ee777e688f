import { enqueuePosts } from './enqueue-posts.js';
import { planPosts, type PlanPorts } from './plan-posts.js';
import type { Ports } from './ports/ports.js';

/**
 * Plans what was recorded and not planned, one after the other in the order in which it was recorded: so posts go out in
 * the order of publication, whoever else plans at the same time. One that fails holds up none of the others.
 */
export async function planRecorded(ports: PlanPorts & Pick<Ports, 'postQueue'>): Promise<void> {
  const failures: unknown[] = [];
  for (const recorded of await ports.ledger.listUnplannedArticles())
    try {
      await enqueuePosts(ports, await planPosts(ports, recorded, recorded.wish));
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} articles could not be planned`);
}
