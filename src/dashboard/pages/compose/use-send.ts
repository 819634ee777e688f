import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { whatComes } from '../../actions/what-comes.js';
import { say } from '../../corner/say.js';
import type { Post } from '../../server/contract.js';
import { isChangedMeanwhile } from '../../server/refused.js';
import { serviceNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { isSaidAnew, withSeen, withTheirs } from './draft-of.js';
import { isAnswered, makePosts, withTry } from './make-posts.js';
import { missingIn } from './missing-in.js';
import { plainComplaint } from './plain-complaint.js';
import type { As } from './next-step.js';
import { bodyOf, savePosts } from './send-draft.js';
import { type Judged, useObstacle } from './use-obstacle.js';

/** What a first try, of which no answer came, has made after all. */
export type MadeBefore = Readonly<{ post: Post | null; as: As }>;

/** Queues, keeps or saves what is written; a change by somebody else meanwhile is shown, not overwritten. */
export function useSend(judged: Judged) {
  const { inHand, accounts, edited } = judged;
  const { draft, change } = inHand;
  const { zone } = useNewsroomTime();
  const finish = useFinish(judged);
  const queryClient = useQueryClient();
  const [busyAs, setBusyAs] = useState<As | null>(null);
  const [asked, setAsked] = useState<As | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [madeBefore, setMadeBefore] = useState<MadeBefore | null>(null);
  const missing = missingIn(inHand, accounts);
  const obstacle = useObstacle(judged);
  const conflict = edited?.find((post) => isSaidAnew(post, draft)) ?? null;

  const read = () => ({ now: serviceNow(), zone });

  const put = async (as: As): Promise<void> => {
    if (edited !== null) return finish(as, await savePosts(edited, draft, read(), as));
    const tried = withTry(draft.tried, bodyOf(draft, accounts, zone, as));
    change({ tried });
    const made = await makePosts(tried).catch((error: unknown) => {
      if (isAnswered(error)) change({ tried: null });
      throw error;
    });
    if (made.kind === 'made') return finish(as, made.post);
    change({ tried: null });
    setMadeBefore(made);
  };
  const send = async (as: As): Promise<void> => {
    setAsked(as);
    setRefusal(null);
    setMadeBefore(null);
    if (missing !== null || busyAs !== null) return;
    setBusyAs(as);
    try {
      // A draft may have any problem.
      if (as === 'draft' || !(await obstacle.leadToIt())) await put(as);
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusyAs(null);
      await queryClient.invalidateQueries();
    }
  };
  return {
    /** What is being sent, and how. */
    busyAs,
    madeBefore,
    complaint: (asked === null ? null : missing) ?? (asked === 'queue' ? obstacle.complaint : null) ?? refusal,
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

/** Says what was done, and shows it. */
function useFinish({ inHand, edited }: Judged) {
  const navigate = useNavigate();
  return async (as: As, post: Post | undefined): Promise<void> => {
    inHand.forget();
    void say({ kind: 'done', message: whatWasDone(as, edited?.[0] ?? null, post) });
    await navigate({ to: '/posts/$id', params: { id: post?.id ?? '' } });
  };
}

function refusalOf(error: unknown): string {
  return isChangedMeanwhile(error) ? 'Somebody changed it meanwhile: see below, and choose.' : plainComplaint(error);
}

function whatWasDone(as: As, before: Post | null, after: Post | undefined): string {
  if (as === 'draft') return 'Kept as a draft';
  const isLetGo = before === null || before.state === 'draft' || before.state === 'rejected';
  return isLetGo && after !== undefined ? whatComes(after, serviceNow()) : 'Saved';
}
