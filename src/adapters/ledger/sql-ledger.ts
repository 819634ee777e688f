import type { Ledger } from '../../application/ports/ledger.js';
import { listAccounts, resumeAccount, syncAccount } from './account-queries.js';
import { findArticle, hasArticles, listUnplannedArticles, recordArticle } from './article-queries.js';
import { claimPost, openDelivery, savePrepared } from './claim-queries.js';
import type { LedgerContext } from './ledger-context.js';
import { claimLookUp, settleLookUp } from './look-up-queries.js';
import { listEvents, loadPicture, storePicture } from './picture-queries.js';
import { cancelPost, markRetracted, reschedulePost } from './post-changes.js';
import { createPost, findPost, listPosts, planPosts, replaceParts } from './post-queries.js';
import { settlePost } from './settle-queries.js';
import { findSendable, listAlarms, listSendable, sweepLate } from './sweep-queries.js';

/** The ledger in SQL, on either engine: one query a file entry, all over one context. */
export function createSqlLedger(context: LedgerContext): Ledger {
  const on =
    <Args extends unknown[], Result>(query: (context: LedgerContext, ...args: Args) => Result) =>
    (...args: Args): Result =>
      query(context, ...args);
  return {
    syncAccount: on(syncAccount),
    listAccounts: on(listAccounts),
    resumeAccount: on(resumeAccount),
    recordArticle: on(recordArticle),
    findArticle: on(findArticle),
    listUnplannedArticles: on(listUnplannedArticles),
    hasArticles: on(hasArticles),
    planPosts: on(planPosts),
    createPost: on(createPost),
    replaceParts: on(replaceParts),
    findPost: on(findPost),
    listPosts: on(listPosts),
    cancelPost: on(cancelPost),
    reschedulePost: on(reschedulePost),
    markRetracted: on(markRetracted),
    claimPost: on(claimPost),
    savePrepared: on(savePrepared),
    openDelivery: on(openDelivery),
    settlePost: on(settlePost),
    claimLookUp: on(claimLookUp),
    settleLookUp: on(settleLookUp),
    findSendable: on(findSendable),
    listSendable: on(listSendable),
    listAlarms: on(listAlarms),
    sweepLate: on(sweepLate),
    storePicture: on(storePicture),
    loadPicture: on(loadPicture),
    listEvents: on(listEvents),
  };
}
