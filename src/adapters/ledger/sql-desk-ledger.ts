import type { DeskLedger } from '../../application/ports/desk-ledger.js';
import { listPostsOf, listTitles, searchArticles } from './article-search.js';
import { listCalendar } from './calendar-queries.js';
import { listChanges, searchAudit } from './change-queries.js';
import { createPosts, queueDraft } from './compose-queries.js';
import { listDeliveries, listSent, listTexts } from './delivery-history.js';
import {
  changeSettings,
  findFreeTime,
  notePost,
  pauseAccount,
  readSettings,
  tellTemplateSaved,
} from './desk-changes.js';
import { askEmbargoLift, liftEmbargo, withdrawEmbargoAsk } from './embargo-queries.js';
import { boundTo, type LedgerContext } from './ledger-context.js';
import { returnPost } from './post-changes.js';
import { countPosts, listScheduledTimes, searchPosts } from './post-search.js';

/** What the newsroom's desk reads and does, in SQL. */
export function createSqlDeskLedger(context: LedgerContext): DeskLedger {
  const on = boundTo(context);
  return {
    createPosts: on(createPosts),
    queueDraft: on(queueDraft),
    returnPost: on(returnPost),
    askEmbargoLift: on(askEmbargoLift),
    liftEmbargo: on(liftEmbargo),
    withdrawEmbargoAsk: on(withdrawEmbargoAsk),
    notePost: on(notePost),
    pauseAccount: on(pauseAccount),
    tellTemplateSaved: on(tellTemplateSaved),
    searchPosts: on(searchPosts),
    listCalendar: on(listCalendar),
    countPosts: on(countPosts),
    listDeliveries: on(listDeliveries),
    listTexts: on(listTexts),
    searchArticles: on(searchArticles),
    listTitles: on(listTitles),
    listPostsOf: on(listPostsOf),
    listSent: on(listSent),
    listScheduledTimes: on(listScheduledTimes),
    findFreeTime: on(findFreeTime),
    listChanges: on(listChanges),
    searchAudit: on(searchAudit),
    readSettings: on(readSettings),
    changeSettings: on(changeSettings),
  };
}
