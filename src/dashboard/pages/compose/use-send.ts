import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { whatComes } from '../../actions/what-comes.js';
import { say } from '../../corner/say.js';
import type { Account, Post } from '../../server/contract.js';
import { isChangedMeanwhile } from '../../server/refused.js';
import { serviceNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { type Edited, isSaidAnew, withSeen, withTheirs } from './draft-of.js';
import { isAnswered, makePosts, withTry } from './make-posts.js';
import { missingIn } from './missing-in.js';
import { plainComplaint } from './plain-complaint.js';
import type { As } from './next-step.js';
import { bodyOf, savePosts } from './send-draft.js';
import type { DraftInHand } from './use-compose-draft.js';

interface Sending {
  readonly inHand: DraftInHand;
  readonly accounts: readonly Account[];
  readonly edited: Edited | null;
}

/** What a first try, of which no answer came, has made after all. */
export type MadeBefore = Readonly<{ post: Post | null; as: As }>;

/** Queues, keeps or saves what is written; a change by somebody else meanwhile is shown, not overwritten. */
export function useSend({ inHand, accounts, edited }: Sending) {
  const { draft, change, forget } = inHand;
  const { zone } = useNewsroomTime();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [busyAs, setBusyAs] = useState<As | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [madeBefore, setMadeBefore] = useState<MadeBefore | null>(null);
  const missing = missingIn(inHand, accounts);
  const conflict = edited?.find((post) => isSaidAnew(post, draft)) ?? null;

  const read = () => ({ now: serviceNow(), zone });

  const put = async (as: As): Promise<void> => {
    if (edited !== null) return finish(as, await savePosts(edited, draft, read(), as));
    const tried = withTry(draft.tried, bodyOf(draft, accounts, zone, as));
    change({ tried });
    const made = await makePosts(tried);
    if (made.kind === 'made') return finish(as, made.post);
    change({ tried: null });
    setMadeBefore(made);
  };
  const finish = async (as: As, post: Post | undefined): Promise<void> => {
    forget();
    void say({ kind: 'done', message: whatWasDone(as, edited?.[0] ?? null, post) });
    await navigate({ to: '/posts/$id', params: { id: post?.id ?? '' } });
  };
  const send = async (as: As): Promise<void> => {
    setAsked(true);
    setRefusal(null);
    setMadeBefore(null);
    if (missing !== null || busyAs !== null) return;
    setBusyAs(as);
    try {
      await put(as);
    } catch (error) {
      if (isAnswered(error)) change({ tried: null });
      setRefusal(
        isChangedMeanwhile(error) ? 'Somebody changed it meanwhile: see below, and choose.' : plainComplaint(error),
      );
    } finally {
      setBusyAs(null);
      await queryClient.invalidateQueries();
    }
  };
  return {
    /** What is being sent, and how. */
    busyAs,
    madeBefore,
    complaint: (isAsked ? missing : null) ?? refusal,
    conflict,
    queue: () => send('queue'),
    keep: () => send('draft'),
    takeTheirs: () => {
      if (conflict !== null) change((before) => withTheirs(conflict, before, read()));
    },
    /** Nothing is saved yet: the main button does that. */
    keepMine: () => {
      if (conflict !== null) change((before) => withSeen(conflict, before));
    },
  };
}

function whatWasDone(as: As, before: Post | null, after: Post | undefined): string {
  if (as === 'draft') return 'Kept as a draft';
  if (before === null || before.state === 'draft') return 'Queued';
  return before.state === 'rejected' && after !== undefined ? whatComes(after, serviceNow()) : 'Saved';
}
