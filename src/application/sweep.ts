import { planPosts, type PlanPorts } from './plan-posts.js';
import type { Ports } from './ports/ports.js';
import { publishAndContinue, type PublishPorts } from './publish-post.js';
import { reconcilePosts } from './reconcile-posts.js';
import { enqueuePosts } from './enqueue-posts.js';

export type SweepPorts = PublishPorts & PlanPorts & Pick<Ports, 'postQueue'>;

/**
 * The net below the queue: plans what was recorded and not planned, ends what came too late, takes claims from dead
 * workers, looks for unknown deliveries, and sends what is overdue. With Redis away this alone still sends everything.
 */
export async function sweep(ports: SweepPorts, stop: AbortSignal): Promise<void> {
  for (const recorded of await ports.ledger.listUnplannedArticles())
    await enqueuePosts(ports, await planPosts(ports, recorded, recorded.wish));
  for (const { alarm, at } of await ports.ledger.sweepLate())
    await ports.postQueue.enqueue(alarm, at).catch(() => undefined);
  await reconcilePosts(ports, stop);
  await Promise.all(
    (await ports.ledger.listSendable()).map((alarm) => publishAndContinue(ports, alarm.postId, alarm.revision, stop)),
  );
}
