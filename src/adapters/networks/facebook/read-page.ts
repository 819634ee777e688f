import { z } from 'zod';
import type { AccountHealth } from '../../../domain/publish-outcome.js';
import { readSuccess } from './classify-answer.js';
import type { PageAccess } from './page-access.js';

const named = z.object({ id: z.string().min(1), name: z.string() });

/** Asks the Page for its name, which whoever may use it gets. */
export async function readPage(page: PageAccess, signal: AbortSignal): Promise<AccountHealth> {
  const reply = await page.call({ method: 'GET', path: page.pageId, query: { fields: 'id,name' } }, signal);
  const read = readSuccess(reply, named);
  return read === null
    ? { kind: 'unhealthy', answer: reply.answer }
    : { kind: 'healthy', remoteId: read.id, displayName: read.name };
}
