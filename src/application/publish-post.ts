import type { AccountId } from '../domain/account.js';
import type { PostId } from '../domain/post.js';
import type { PublishOutcome } from '../domain/publish-outcome.js';
import { settle, settleBreakdown, type Settlement } from '../domain/settlement.js';
import { checkPage } from './check-page.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { ClaimedPost, NotClaimed } from './ports/ledger.js';
import type { Prepared, PrepareResult, Saved } from './ports/network.js';
import type { Ports } from './ports/ports.js';
import { tellPeople } from './tell-people.js';
import { timeLimit } from './time-limit.js';

export type PublishPorts = Pick<Ports, 'clock' | 'events' | 'ledger' | 'networks' | 'pages' | 'postQueue' | 'timing'>;

const CLAIM_LOST = { kind: 'gone' } as const;

/** Sends what comes first of what the account has due. */
export async function publishNext(
  ports: PublishPorts,
  accountId: AccountId,
  cutOff: AbortSignal,
): Promise<Settlement | NotClaimed> {
  const claim = await ports.ledger.claimNext(accountId);
  return claim.kind === 'claimed' ? publishClaimed(ports, claim, cutOff) : claim;
}

/** Claim one part, look at the page it leads to, prepare, write the intent, publish once, write down what happened. Harmless to repeat. */
export async function publishPost(
  ports: PublishPorts,
  id: PostId,
  revision: number,
  cutOff: AbortSignal,
): Promise<Settlement | NotClaimed> {
  const claim = await ports.ledger.claimPost(id, revision);
  return claim.kind === 'claimed' ? publishClaimed(ports, claim, cutOff) : claim;
}

async function publishClaimed(
  ports: PublishPorts,
  claim: ClaimedPost,
  cutOff: AbortSignal,
): Promise<Settlement | NotClaimed> {
  const { clock, ledger, networks, timing } = ports;
  const { part, account, token, deadline } = claim;
  const network = networks[account.network];
  const timeLeftMs = Math.max(deadline.getTime() - clock.now().getTime(), 0);
  const signal = timeLimit(timeLeftMs, cutOff);
  // Given back as it was, the post would be the first of its account again, and hold up all the others.
  const asBreakdown = (error: unknown): Settlement => settleBreakdown(error, claim.history, clock.now(), timing);
  const made = await makeReady(ports, claim, signal).catch(asBreakdown);
  if (made.kind !== 'prepared') return writeDown(ports, claim, made);
  if (isWorthSaving(made.prepared, claim.prepared) && !(await ledger.savePrepared(token, made.prepared, made.warning)))
    return CLAIM_LOST;
  if (!(await ledger.openDelivery(token))) return CLAIM_LOST;
  const outcome = await network.publish(part, made.prepared, account, deadline, signal).catch(asUnknown);
  return writeDown(ports, claim, settleOutcome(ports, claim, outcome));
}

/** Everything before the intent, all of it repeatable; or what speaks against sending the post now. */
async function makeReady(
  ports: PublishPorts,
  claim: ClaimedPost,
  signal: AbortSignal,
): Promise<Extract<PrepareResult, { kind: 'prepared' }> | Settlement> {
  const objection = await checkPage(ports, claim, signal);
  if (objection !== null) return objection;
  const { part, account } = claim;
  const made = await ports.networks[account.network].prepare(part, account, claim.prepared, signal);
  return made.kind === 'failed' ? settleOutcome(ports, claim, made.outcome) : made;
}

/** What a later try can use again, and what a look-up or a clean-up must know of. */
function isWorthSaving(prepared: Prepared, before: Saved): boolean {
  return (
    prepared !== before &&
    (prepared.mediaIds.length > 0 || prepared.unpublishedId !== null || prepared.isCardAsked === true)
  );
}

/** An adapter throws only for a bug of ours; after the intent that, too, proves nothing about the network. */
function asUnknown(error: unknown): PublishOutcome {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'unknown', answer: { status: null, code: 'internal-error', message: message.slice(0, 500) } };
}

function settleOutcome(
  { timing }: PublishPorts,
  { account, deadline, history }: ClaimedPost,
  outcome: PublishOutcome,
): Settlement {
  return settle(outcome, history, { deadline, windowMs: timing.lookUpWindowMs[account.network] });
}

async function writeDown(
  ports: PublishPorts,
  { token }: ClaimedPost,
  settlement: Settlement,
): Promise<Settlement | NotClaimed> {
  const post = await ports.ledger.settlePost(token, settlement);
  if (post === null) return CLAIM_LOST;
  tellPeople(ports, post, settlement);
  // A queue that does not answer holds up nothing: the sweep is the net below its alarms.
  void enqueuePosts(ports, [post]);
  return settlement;
}
