import type { SourceLedger } from '../../application/ports/source-ledger.js';
import { boundTo, type LedgerContext } from './ledger-context.js';
import { claimPoll, claimPollOf, finishPoll } from './poll-queries.js';
import { findKnownItems, hasShown, noteSaid } from './sighting-queries.js';
import {
  acceptFlood,
  addSource,
  findSource,
  listSources,
  pauseSource,
  removeSource,
  resumeSource,
} from './source-queries.js';

/** What the ledger knows of the sources, in SQL. */
export function createSqlSourceLedger(context: LedgerContext): SourceLedger {
  const on = boundTo(context);
  return {
    addSource: on(addSource),
    listSources: on(listSources),
    findSource: on(findSource),
    pauseSource: on(pauseSource),
    resumeSource: on(resumeSource),
    acceptFlood: on(acceptFlood),
    removeSource: on(removeSource),
    claimPoll: on(claimPoll),
    claimPollOf: on(claimPollOf),
    finishPoll: on(finishPoll),
    findKnownItems: on(findKnownItems),
    noteSaid: on(noteSaid),
    hasShown: on(hasShown),
  };
}
