import { settlePage, type PageSettlement } from '../domain/page-check.js';
import { judgeArticlePage, judgeOtherPage } from './judge-page.js';
import type { ClaimedPost } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';

/** Asks for the page that a post leads to, right before it goes out; null = nothing speaks against it. Repeatable. */
export async function checkPage(
  { clock, pages, timing }: Pick<Ports, 'clock' | 'pages' | 'timing'>,
  { page, account }: ClaimedPost,
  signal: AbortSignal,
): Promise<PageSettlement | null> {
  if (page === null || timing.pageCheckMs === 0) return null;
  const reach = account.simulated ? 'this-machine' : 'web';
  // What follows in the claim needs its time, too.
  const limitMs = Math.min(timing.pageCheckMs, timing.callMs / 2);
  const answer = await pages.ask(page.address, reach, limitMs, signal);
  // A service that stops learns nothing about the page, and the network's call ends as well.
  if (signal.aborted) return null;
  const judge = page.isArticle ? judgeArticlePage : judgeOtherPage;
  return settlePage(judge(page.address, answer), page.history, page.expiresAt, clock.now(), timing);
}
