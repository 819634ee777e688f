import { z } from 'zod';
import { readSuccess } from './classify-answer.js';
import { timeLimit } from '../../../application/time-limit.js';
import type { PageAccess } from './page-access.js';

/**
 * Has Facebook read the page of a link anew, so that the card shows what the page says now. Null when it did, else what
 * was answered: then the card may be an older one, or none. https://developers.facebook.com/docs/sharing/opengraph/using-objects
 */
export async function refreshCard(link: string, page: PageAccess, signal: AbortSignal): Promise<string | null> {
  const reply = await page.call(
    { method: 'POST', path: '', body: { id: link, scrape: true } },
    timeLimit(page.timing.cardMs, signal),
  );
  return readSuccess(reply, z.looseObject({})) === null ? reply.answer.message : null;
}
