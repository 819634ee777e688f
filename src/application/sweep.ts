import { followPost } from './follow-post.js';
import { planRecorded } from './plan-recorded.js';
import type { Discard } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';
import type { Alarm } from './ports/post-queue.js';
import type { PublishPorts } from './publish-post.js';
import { reconcilePost } from './reconcile-post.js';
import { SOURCE_KINDS } from '../domain/source.js';
import { askSource, type PollPorts } from './poll-source.js';
import type { Stopping } from './stopping.js';
import { subscribe } from './subscribe.js';
import { planTakenIn } from './take-in.js';
import { timeLimit } from './time-limit.js';

export type SweepPorts = PublishPorts & PollPorts & Pick<Ports, 'hubs'>;

/** Begins a piece of work and does not wait for it: one that hangs holds nothing else up. */
export type Begin = (name: string, work: () => Promise<unknown>) => void;

const DISCARD_MS = 20_000;

/**
 * The net below the queue: plans what was recorded and not planned, follows articles that changed, ends what came too
 * late, takes claims from dead workers, looks for unknown deliveries, asks the sources, sends what is overdue, and drops pictures that nobody needs. With
 * Redis away this alone still sends everything.
 */
export async function sweep(
  ports: SweepPorts,
  begin: Begin,
  stopping: Stopping,
  send: (alarm: Alarm) => Promise<unknown>,
): Promise<void> {
  const { ledger, postQueue } = ports;
  begin('planning', () => planRecorded(ports));
  for (let claim = await ledger.claimOutdated(null); claim !== null; claim = await ledger.claimOutdated(null)) {
    const outdated = claim;
    begin(`following the article of post ${outdated.post.id}`, () => followPost(ports, outdated, stopping.cutOff));
  }
  for (const { alarm, at } of await ledger.sweepLate())
    begin(`the alarm of post ${alarm.postId}`, () => postQueue.enqueue(alarm, at).catch(() => undefined));
  for (const alarm of await ledger.listSendable()) begin(`sending post ${alarm.postId}`, () => send(alarm));
  for (let look = await ledger.claimLookUp(); look !== null; look = await ledger.claimLookUp()) {
    const claimed = look;
    begin(`look-up ${claimed.token}`, () => reconcilePost(ports, claimed, stopping.cutOff));
  }
  await beginPolls(ports, begin, stopping);
  await beginSubscriptions(ports, begin, stopping);
  for (const discarded of await ledger.takeDiscards())
    begin(`discarding the unpublished post ${discarded.unpublishedId}`, () => discard(ports, discarded, stopping));
  begin('dropping old pictures', () => ledger.dropFetched());
}

/** Sources that are asked at the same time, so that a hundred of them do not take all there is. */
const POLLS_A_SWEEP = 8;

async function beginPolls(ports: SweepPorts, begin: Begin, { begun, cutOff }: Stopping): Promise<void> {
  const kinds = SOURCE_KINDS.filter((kind) => ports.sources[kind] !== undefined);
  for (let polls = 0; polls < POLLS_A_SWEEP && !begun.aborted; polls++) {
    const claim = await ports.ledger.claimPoll(kinds);
    if (claim === null) return;
    const { source, token } = claim;
    // By its name: beside a poll that hangs, beyond its lease, no second one is begun to hang as well.
    begin(`poll of ${source.name}`, async () => {
      const taken = await askSource(ports, claim, cutOff);
      if (taken.kind === 'taken-in')
        begin(`planning what poll ${token} of ${source.name} brought`, () => planTakenIn(ports, taken));
    });
  }
}

async function beginSubscriptions(ports: SweepPorts, begin: Begin, { begun, cutOff }: Stopping): Promise<void> {
  while (ports.hubs !== null && !begun.aborted) {
    const claim = await ports.ledger.claimSubscription();
    if (claim === null) return;
    begin(`subscription ${claim.id}`, () => subscribe(ports, claim, cutOff));
  }
}

async function discard(ports: SweepPorts, discarded: Discard, { cutOff }: Stopping): Promise<void> {
  const { account, unpublishedId } = discarded;
  const signal = timeLimit(DISCARD_MS, cutOff);
  if (await ports.networks[account.network].discard(unpublishedId, account, signal))
    await ports.ledger.forgetDiscard(discarded);
}
