import { nextPollAt, nextTryAt } from '../domain/poll-schedule.js';
import type { Article } from '../domain/article.js';
import type { Source } from '../domain/source.js';
import type { IngestPorts } from './ingest-article.js';
import { listItems } from './list-items.js';
import type { ArticlesBatch, FailedBatch, SourceBatch, UnchangedBatch } from './ports/article-source.js';
import type { Ports } from './ports/ports.js';
import type { ClaimedPoll, PollResult } from './ports/source-ledger.js';
import { planTakenIn, takeIn, type Recorded, type TakenIn } from './take-in.js';
import { countNew, countOut } from './count-out.js';
import { timeLimit } from './time-limit.js';

type AskPorts = Pick<Ports, 'clock' | 'ledger' | 'zone' | 'sources' | 'timing'>;
export type PollPorts = IngestPorts & AskPorts;

/** Asks a source once, takes in what it shows, and plans it. */
export async function pollSource(ports: PollPorts, claim: ClaimedPoll, cutOff: AbortSignal): Promise<void> {
  const taken = await askSource(ports, claim, cutOff);
  if (taken.kind === 'taken-in') await planTakenIn(ports, taken);
}

/** What is claimed of a poll: whoever asks, and takes in. Everything that may go wrong is a line in its last poll. */
export async function askSource(ports: AskPorts, claim: ClaimedPoll, cutOff: AbortSignal): Promise<TakenIn> {
  const batch = await fetchBatch(ports, claim, cutOff);
  // Cut off by our own end: the lease ends, and the next process asks again.
  if (cutOff.aborted) return NOTHING_TAKEN;
  const taken =
    batch.kind === 'articles'
      ? await takeIn(ports, claim.source, batch.articles, 'poll', batch.note).catch(asUnrecorded)
      : NOTHING_TAKEN;
  await ports.ledger.finishPoll(claim.token, resultOf(ports, claim.source, batch, taken));
  return taken;
}

const NOTHING_TAKEN: Recorded = { kind: 'taken-in', recorded: [], failures: [] };

function asUnrecorded(error: unknown): Recorded {
  return { ...NOTHING_TAKEN, failures: [error] };
}

async function fetchBatch(ports: AskPorts, { source, cursor }: ClaimedPoll, cutOff: AbortSignal): Promise<SourceBatch> {
  const { sources, timing } = ports;
  const adapter = sources[source.kind];
  if (adapter === undefined) return failure(`nobody here reads a ${source.kind}`);
  const signal = timeLimit(timing.pollMs, cutOff);
  try {
    return await adapter.fetchNew(source, cursor, signal, (articles) => goesOn(ports, source, articles));
  } catch (error) {
    return failure(`a fault of ours: ${messageOf(error)}`);
  }
}

/** Where nothing was shown before, or a person has said that all of it is news, nothing is missing in between. */
async function goesOn(
  { clock, ledger, zone }: AskPorts,
  source: Source,
  articles: readonly Article[],
): Promise<boolean> {
  const { primedAt, isFloodAccepted, history } = source;
  if (primedAt === null || isFloodAccepted || history.lastItems === 0) return true;
  const known = await ledger.findKnownItems(source.id, listItems(articles, source, zone, clock.now()));
  return known.length === 0 || known.some(({ articleId }) => articleId !== null);
}

function failure(note: string): FailedBatch {
  return { kind: 'failed', note, retryAt: null, isGone: false };
}

function resultOf(
  { clock, timing }: Pick<Ports, 'clock' | 'timing'>,
  source: Source,
  batch: SourceBatch,
  taken: TakenIn,
): PollResult {
  const now = clock.now();
  if (batch.kind === 'failed') return failedResult(source, batch, now, timing);
  if (taken.kind === 'taken-in' && taken.failures.length > 0) {
    const note = `${taken.failures.length} articles could not be recorded: ${messageOf(taken.failures[0])}`;
    return { ...failedResult(source, failure(note), now, timing), newArticles: countNew(taken) };
  }
  return answeredResult(source, batch, taken, now);
}

function failedResult(source: Source, { note, retryAt, isGone }: FailedBatch, now: Date, timing: Ports['timing']) {
  return {
    outcome: 'failed',
    note,
    cursor: null,
    nextPollAt: nextTryAt(source, retryAt, timing, now, Math.random()),
    items: null,
    newArticles: 0,
    hub: null,
    movedTo: null,
    isTakenIn: false,
    pauseReason: isGone ? note : null,
  } as const satisfies PollResult;
}

function answeredResult(source: Source, batch: ArticlesBatch | UnchangedBatch, taken: TakenIn, now: Date): PollResult {
  const isFlood = taken.kind === 'flood';
  const newArticles = isFlood ? 0 : countNew(taken);
  const history = newArticles > 0 ? { ...source.history, lastNewAt: now } : source.history;
  return {
    outcome: batch.kind,
    note: batch.kind === 'unchanged' ? batch.note : `${batch.note}, ${isFlood ? taken.reason : countOut(taken)}`,
    cursor: isFlood ? null : batch.cursor,
    nextPollAt: nextPollAt({ ...source, history }, batch.askAgainMs, now, Math.random()),
    items: batch.kind === 'articles' && !isFlood ? batch.articles.length : null,
    newArticles,
    hub: batch.kind === 'articles' ? batch.hub : null,
    movedTo: batch.movedTo,
    isTakenIn: !isFlood,
    pauseReason: isFlood ? taken.reason : null,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
