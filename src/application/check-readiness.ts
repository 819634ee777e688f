import type { LedgerHealth } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';

export interface Readiness {
  /** `degraded`: posts go out, and something wants a person's eye. */
  readonly status: 'ready' | 'degraded' | 'not-ready';
  readonly reasons: readonly string[];
}

/** A post that is due and may be sent waits longer than this only when something is wrong. */
const LATEST_MS = 30_000;
/** Several sweeps, each of which says that its worker lives. */
const OLDEST_BEAT_MS = 20_000;
/** A send whose write is refused is tried again when its lease is over, within a minute: then it is refused again, or there is room. */
const LATEST_REFUSAL_MS = 60_000;

/** Whether posts go out, as far as the ledger and the queue can tell. `pingQueue` fails when the queue is away. */
export async function checkReadiness(
  { ledger }: Pick<Ports, 'ledger'>,
  pingQueue: () => Promise<unknown>,
): Promise<Readiness> {
  const [health, queue] = await Promise.allSettled([ledger.readHealth(), pingQueue()]);
  if (health.status === 'rejected') return { status: 'not-ready', reasons: ['the ledger does not answer'] };
  const failures = findFailures(health.value);
  const concerns = findConcerns(health.value);
  if (queue.status === 'rejected') concerns.push('Redis does not answer: posts go out by the sweep, a little later');
  const reasons = [...failures, ...concerns];
  if (failures.length > 0) return { status: 'not-ready', reasons };
  return { status: concerns.length > 0 ? 'degraded' : 'ready', reasons };
}

function findFailures({ oldestLateMs, workers, refusedWrite }: LedgerHealth): string[] {
  const failures: string[] = [];
  if (refusedWrite !== null && refusedWrite.msAgo < LATEST_REFUSAL_MS)
    failures.push(`the ledger takes no writes: ${refusedWrite.reason} (last seen ${seconds(refusedWrite.msAgo)} ago)`);
  if (oldestLateMs !== null && oldestLateMs > LATEST_MS)
    failures.push(`the oldest post that may be sent is ${seconds(oldestLateMs)} late`);
  if (workers.length === 0) failures.push('no worker runs');
  for (const { id, seenMsAgo } of workers)
    if (seenMsAgo > OLDEST_BEAT_MS) failures.push(`worker ${id} was last seen ${seconds(seenMsAgo)} ago`);
  return failures;
}

function findConcerns(health: LedgerHealth): string[] {
  const { silence, pausedAccounts, stalledAccounts, unconfirmedPosts, troubledSources } = health;
  const concerns: string[] = [];
  if (silence !== null) concerns.push(`newsroom silence: ${silence.reason}`);
  for (const { name, pausedReason } of pausedAccounts)
    concerns.push(`account ${name} is paused: ${pausedReason ?? 'no reason given'}`);
  for (const { name } of stalledAccounts)
    concerns.push(
      `account ${name} sends nothing for now: of its last posts nobody knows whether they went out. They are looked for; whoever sees one on the account can say so: kawaraban confirm ID --url ADDRESS`,
    );
  if (unconfirmedPosts > 0) concerns.push(`${String(unconfirmedPosts)} posts wait for a person to confirm them`);
  for (const { name, state, pausedReason, lastPoll, history } of troubledSources)
    concerns.push(
      state === 'paused'
        ? `source ${name} is paused: ${pausedReason ?? 'no reason given'}`
        : `source ${name} has failed ${String(history.failuresInRow)} times in a row: ${lastPoll?.note ?? ''}`,
    );
  return concerns;
}

function seconds(ms: number): string {
  return `${String(Math.round(ms / 1000))} s`;
}
