import type { Change } from '../../application/ports/desk-ledger.js';
import type { Ports } from '../../application/ports/ports.js';
import { isAtLeast } from '../../domain/person.js';
import type { Routes } from '../contract/routes.js';
import type { Asked, Asker } from './asked.js';
import { eventId } from './event-stream.js';

/** A browser comes back after so long when the connection broke. */
const RETRY_MS = 2_000;
/** So long somebody who was shut out may still listen. */
const ASK_AGAIN_MS = 15_000;

interface StreamPorts {
  readonly clock: Ports['clock'];
  readonly ledger: Pick<Ports['ledger'], 'listSources'>;
}

type Listener = Pick<Asked<Routes['followEvents']>, 'asker' | 'askAgain'>;

/** Server-sent events of what changes, as this listener may know it; ends when they may listen no more. */
export async function* writeStream(
  { ledger, clock }: StreamPorts,
  changes: AsyncIterable<readonly Change[]>,
  { asker, askAgain }: Listener,
): AsyncGenerator<string> {
  let listener: Asker | null = asker;
  let askedAt = clock.now().getTime();
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const batch of changes) {
    if (clock.now().getTime() - askedAt >= ASK_AGAIN_MS) {
      listener = await askAgain();
      askedAt = clock.now().getTime();
    }
    if (listener === null) return;
    const mayHear = isAtLeast(listener.role, 'approver') ? (change: Change) => change : withoutPeople;
    if (batch.length === 0) yield 'event: live\ndata: {}\n\n';
    else {
      const sources = new Map((await ledger.listSources()).map(({ id, name }) => [id, name]));
      const nameOf = (id: string | null) => (id === null ? null : (sources.get(id) ?? null));
      yield batch.map((change) => writeEvent(mayHear(change), nameOf(change.sourceId))).join('');
    }
  }
}

const OF_PEOPLE = /^(?:person|password|signed|token)-/;

/** As the audit, which is for approvers: that something has changed is enough to look again. */
function withoutPeople(change: Change): Change {
  return OF_PEOPLE.test(change.kind) ? { ...change, detail: '', by: null } : change;
}

function writeEvent(change: Change, source: string | null): string {
  return `id: ${eventId(change)}\ndata: ${JSON.stringify(viewChange(change, source))}\n\n`;
}

export function viewChange({ id, at, kind, detail, by, postId, articleId, accountId }: Change, source: string | null) {
  return {
    ...{ id, kind, detail, by, source },
    at: at.toISOString(),
    post: postId,
    article: articleId,
    account: accountId,
  };
}
