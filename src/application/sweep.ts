import { enqueuePosts } from './enqueue-posts.js';
import { followPost } from './follow-post.js';
import type { FollowPorts } from './follow-published.js';
import { planArticle, type PlanArticlePorts } from './plan-article.js';
import type { Discard } from './ports/ledger.js';
import { publishAndContinue, type PublishPorts } from './publish-post.js';
import { reconcilePost } from './reconcile-post.js';
import type { Stopping } from './stopping.js';

export type SweepPorts = PublishPorts & PlanArticlePorts & FollowPorts;

/** Begins a piece of work and does not wait for it: one that hangs holds nothing else up. */
export type Begin = (name: string, work: () => Promise<unknown>) => void;

const DISCARD_MS = 20_000;

/**
 * The net below the queue: plans what was recorded and not planned, follows articles that changed, ends what came too late, takes claims from dead
 * workers, looks for unknown deliveries, and sends what is overdue. With Redis away this alone still sends everything.
 */
export async function sweep(ports: SweepPorts, begin: Begin, stopping: Stopping): Promise<void> {
  const { ledger, postQueue } = ports;
  for (const recorded of await ledger.listUnplannedArticles())
    begin(`planning article ${recorded.id}`, async () =>
      enqueuePosts(ports, (await planArticle(ports, recorded, recorded.wish)).posts),
    );
  for (let claim = await ledger.claimOutdated(null); claim !== null; claim = await ledger.claimOutdated(null)) {
    const outdated = claim;
    begin(`following the article of post ${outdated.post.id}`, () => followPost(ports, outdated, stopping.cutOff));
  }
  for (const { alarm, at } of await ledger.sweepLate())
    begin(`the alarm of post ${alarm.postId}`, () => postQueue.enqueue(alarm, at).catch(() => undefined));
  for (const { postId, revision } of await ledger.listSendable())
    begin(`sending post ${postId}`, () => publishAndContinue(ports, postId, revision, stopping));
  for (let look = await ledger.claimLookUp(); look !== null; look = await ledger.claimLookUp()) {
    const claimed = look;
    begin(`look-up ${claimed.token}`, () => reconcilePost(ports, claimed, stopping.cutOff));
  }
  for (const discard of await ledger.listDiscards())
    begin(`discarding what was prepared for post ${discard.postId}`, () => discardPrepared(ports, discard, stopping));
}

async function discardPrepared(ports: SweepPorts, discard: Discard, { cutOff }: Stopping): Promise<void> {
  const { account, prepared } = discard;
  const signal = AbortSignal.any([cutOff, AbortSignal.timeout(DISCARD_MS)]);
  if (await ports.networks[account.network].discard(prepared, account, signal))
    await ports.ledger.forgetPrepared(discard);
}
