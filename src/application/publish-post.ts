import type { PostId } from '../domain/post.js';
import type { PublishOutcome } from '../domain/publish-outcome.js';
import { settle, type LookUpWindow, type PartHistory, type Settlement } from '../domain/settlement.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { ClaimedPost, NotClaimed } from './ports/ledger.js';
import type { Prepared } from './ports/network.js';
import type { Ports } from './ports/ports.js';

export type PublishPorts = Pick<Ports, 'clock' | 'ledger' | 'networks' | 'postQueue'> & {
  /** How long after its deadline a call may still take effect, by network. */
  readonly lookUpWindowMs: Readonly<Record<ClaimedPost['account']['network'], number>>;
};

const CLAIM_LOST = { kind: 'gone' } as const;

/** Claim one part, prepare, write the intent, publish once, write down what happened. Harmless to repeat. */
export async function publishPost(ports: PublishPorts, id: PostId, revision: number): Promise<Settlement | NotClaimed> {
  const { clock, ledger, networks } = ports;
  const claim = await ledger.claimPost(id, revision);
  if (claim.kind !== 'claimed') return claim;

  const { part, account, token, deadline } = claim;
  const network = networks[account.network];
  const signal = AbortSignal.timeout(Math.max(deadline.getTime() - clock.now().getTime(), 0));
  const made = await network.prepare(part, account, claim.prepared, signal);
  if (made.kind === 'failed') return settleWith(ports, claim, made.outcome);
  if (isWorthSaving(made.prepared, claim.prepared) && !(await ledger.savePrepared(token, made.prepared)))
    return CLAIM_LOST;
  if (!(await ledger.openDelivery(token))) return CLAIM_LOST;
  const outcome = await network.publish(part, made.prepared, account, deadline, signal).catch(asUnknown);
  return settleWith(ports, claim, outcome);
}

/** Without pictures there is nothing that a later try could use again. */
function isWorthSaving(prepared: Prepared, before: Prepared | null): boolean {
  return prepared.mediaIds.length > 0 && prepared !== before;
}

/** An adapter throws only for a bug of ours; after the intent that, too, proves nothing about the network. */
function asUnknown(error: unknown): PublishOutcome {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'unknown', answer: { status: null, code: 'internal-error', message: message.slice(0, 500) } };
}

async function settleWith(
  ports: PublishPorts,
  claim: ClaimedPost,
  outcome: PublishOutcome,
): Promise<Settlement | NotClaimed> {
  const window: LookUpWindow = { deadline: claim.deadline, windowMs: ports.lookUpWindowMs[claim.account.network] };
  const history: PartHistory = claim.history;
  const settlement = settle(outcome, history, window);
  const post = await ports.ledger.settlePost(claim.token, settlement);
  if (post === null) return CLAIM_LOST;
  await enqueuePosts(ports, [post]);
  return settlement;
}

/** Sends what an alarm rang for, then what else of the account may be sent by now. `stop` ends it after the part in flight. */
export async function publishAndContinue(
  ports: PublishPorts,
  id: PostId,
  revision: number,
  stop: AbortSignal,
): Promise<Settlement | NotClaimed> {
  const first = await publishPost(ports, id, revision);
  if (first.kind === 'early' || first.kind === 'gone') return first;
  const accountId = (await ports.ledger.findPost(id))?.account.id;
  while (accountId !== undefined && !stop.aborted) {
    const next = await ports.ledger.findSendable(accountId);
    if (next === null) break;
    const result = await publishPost(ports, next.postId, next.revision);
    if (result.kind === 'early' || result.kind === 'gone') break;
  }
  return first;
}
