import type { PushLedger } from '../../application/ports/push-ledger.js';
import { findHook, noteHook, rememberHook, rotateSecret } from './hook-queries.js';
import { boundTo, type LedgerContext } from './ledger-context.js';
import { claimSubscription, finishSubscription } from './subscription-claims.js';
import { denySubscription, findSubscription, noteDelivery, verifySubscription } from './subscription-queries.js';
import { publishAgain, withdrawArticle } from './withdraw-queries.js';

/** What the ledger knows of what sources send by themselves, in SQL. */
export function createSqlPushLedger(context: LedgerContext): PushLedger {
  const on = boundTo(context);
  return {
    findHook: on(findHook),
    rememberHook: on(rememberHook),
    noteHook: on(noteHook),
    rotateSecret: on(rotateSecret),
    withdrawArticle: on(withdrawArticle),
    publishAgain: on(publishAgain),
    claimSubscription: on(claimSubscription),
    finishSubscription: on(finishSubscription),
    findSubscription: on(findSubscription),
    verifySubscription: on(verifySubscription),
    denySubscription: on(denySubscription),
    noteDelivery: on(noteDelivery),
  };
}
