import type { Ledger } from '../../application/ports/ledger.js';
import { listAccounts, meetAccount, resumeAccount, syncAccount } from './account-queries.js';
import { savePage } from './article-page-queries.js';
import {
  findArticle,
  findArticleByKeys,
  hasArticles,
  listNewestArticles,
  listUnplannedArticles,
} from './article-queries.js';
import { claimNext, claimPost, openDelivery, savePrepared } from './claim-queries.js';
import { forgetDiscard, takeDiscards } from './discard-queries.js';
import { replaceParts } from './edit-queries.js';
import { claimOutdated, holdPost, settleOutdated } from './follow-queries.js';
import { beat, readHealth, signOff } from './health-queries.js';
import { holdForEmbargo } from './hold-for-embargo.js';
import { listArticleEvents, listEvents, listSightings } from './history-queries.js';
import { boundTo, type LedgerContext } from './ledger-context.js';
import { settleLookUp } from './look-settle-queries.js';
import { claimLookUp } from './look-up-queries.js';
import { readMetrics } from './metrics-queries.js';
import {
  dropFetched,
  findFetched,
  findMissingPictures,
  keepFetched,
  loadPicture,
  storePicture,
} from './picture-queries.js';
import { cancelPost, markRetracted, releasePost, reschedulePost } from './post-changes.js';
import { createPost, findPost, listPosts, planPosts } from './post-queries.js';
import { recordArticle } from './record-article.js';
import { RefusedWrites } from './refused-writes.js';
import { findAlarmed, listSendable } from './sendable-queries.js';
import { settlePost } from './settle-queries.js';
import { endSilence, findSilence, startSilence } from './silence-queries.js';
import { createSqlDeskLedger } from './sql-desk-ledger.js';
import { createSqlPeopleLedger } from './sql-people-ledger.js';
import { createSqlPushLedger } from './sql-push-ledger.js';
import { createSqlSourceLedger } from './sql-source-ledger.js';
import { readSpending } from './spending-queries.js';
import { listAlarms, sweepLate } from './sweep-queries.js';
import { confirmAbsent, confirmPublished } from './unconfirmed-queries.js';

/** The ledger in SQL, on either engine: one query a file entry, all over one context. */
export function createSqlLedger(parts: Pick<LedgerContext, 'engine' | 'clock' | 'timing'>): Ledger {
  return ledgerOver({ ...parts, refusedWrites: new RefusedWrites(parts.engine.place), doer: null });
}

type PictureLedger = Pick<
  Ledger,
  'storePicture' | 'loadPicture' | 'findMissingPictures' | 'findFetched' | 'keepFetched' | 'dropFetched'
>;

function picturesOver(context: LedgerContext): PictureLedger {
  const on = boundTo(context);
  return {
    storePicture: on(storePicture),
    loadPicture: on(loadPicture),
    findMissingPictures: on(findMissingPictures),
    findFetched: on(findFetched),
    keepFetched: on(keepFetched),
    dropFetched: on(dropFetched),
  };
}

type ArticleLedger = Pick<
  Ledger,
  | 'recordArticle'
  | 'findArticle'
  | 'findArticleByKeys'
  | 'listSightings'
  | 'listArticleEvents'
  | 'listUnplannedArticles'
  | 'listNewestArticles'
  | 'savePage'
  | 'hasArticles'
>;

function articlesOver(context: LedgerContext): ArticleLedger {
  const on = boundTo(context);
  return {
    recordArticle: on(recordArticle),
    findArticle: on(findArticle),
    findArticleByKeys: on(findArticleByKeys),
    listSightings: on(listSightings),
    listArticleEvents: on(listArticleEvents),
    listUnplannedArticles: on(listUnplannedArticles),
    listNewestArticles: on(listNewestArticles),
    savePage: on(savePage),
    hasArticles: on(hasArticles),
  };
}

function ledgerOver(context: LedgerContext): Ledger {
  const on = boundTo(context);
  return {
    by: (doer) => ledgerOver({ ...context, doer }),
    syncAccount: on(syncAccount),
    meetAccount: on(meetAccount),
    listAccounts: on(listAccounts),
    resumeAccount: on(resumeAccount),
    ...createSqlSourceLedger(context),
    ...createSqlPushLedger(context),
    ...createSqlPeopleLedger(context),
    ...createSqlDeskLedger(context),
    ...articlesOver(context),
    planPosts: on(planPosts),
    createPost: on(createPost),
    replaceParts: on(replaceParts),
    findPost: on(findPost),
    listPosts: on(listPosts),
    cancelPost: on(cancelPost),
    reschedulePost: on(reschedulePost),
    releasePost: on(releasePost),
    confirmPublished: on(confirmPublished),
    confirmAbsent: on(confirmAbsent),
    markRetracted: on(markRetracted),
    startSilence: on(startSilence),
    endSilence: on(endSilence),
    findSilence: on(findSilence),
    readSpending: on(readSpending),
    claimPost: on(claimPost),
    claimNext: on(claimNext),
    savePrepared: on(savePrepared),
    openDelivery: on(openDelivery),
    settlePost: on(settlePost),
    claimOutdated: on(claimOutdated),
    settleOutdated: on(settleOutdated),
    holdPost: on(holdPost),
    holdForEmbargo: on(holdForEmbargo),
    claimLookUp: on(claimLookUp),
    settleLookUp: on(settleLookUp),
    findAlarmed: on(findAlarmed),
    listSendable: on(listSendable),
    listAlarms: on(listAlarms),
    sweepLate: on(sweepLate),
    takeDiscards: on(takeDiscards),
    forgetDiscard: on(forgetDiscard),
    beat: on(beat),
    signOff: on(signOff),
    readHealth: on(readHealth),
    readMetrics: on(readMetrics),
    ...picturesOver(context),
    listEvents: on(listEvents),
  };
}
