import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../server/call.js';
import type { Account, Preview } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { tabOf } from './compose-draft.js';
import type { Edited } from './draft-of.js';
import { findObstacle } from './find-obstacle.js';
import type { Caret } from './use-caret.js';
import type { DraftInHand } from './use-compose-draft.js';
import { questionOf } from './use-preview.js';

export interface Judged {
  readonly inHand: DraftInHand;
  readonly accounts: readonly Account[];
  readonly edited: Edited | null;
  readonly previews: readonly Preview[];
  readonly caret: Caret;
}

/** What would hold a post of these: it is to be mended before any of them is queued. */
export function useObstacle({ inHand: { draft }, accounts, edited, previews, caret }: Judged) {
  const { zone } = useNewsroomTime();
  const queryClient = useQueryClient();
  /** By the words of now, since what is shown may still be of those before. */
  const leadToIt = async (): Promise<boolean> => {
    const question = questionOf(draft, accounts, edited, zone);
    const answer = await call('previewPosts', question);
    // So that it is shown even where the page itself was not answered.
    queryClient.setQueryData(reading('previewPosts', question).queryKey, answer);
    const obstacle = findObstacle(answer.items);
    if (obstacle !== null) caret.goTo(obstacle.part, tabOf(draft, obstacle.account));
    return obstacle !== null;
  };
  return { complaint: findObstacle(previews)?.complaint ?? null, leadToIt };
}
