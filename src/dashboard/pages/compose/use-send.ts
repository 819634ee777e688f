import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { say } from '../../corner/say.js';
import { call, newKey } from '../../server/call.js';
import type { Account, Post } from '../../server/contract.js';
import { complaintOf, isChangedMeanwhile } from '../../server/refused.js';
import { serviceNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { isEmpty, variantsOf, whenOf } from './compose-draft.js';
import { begunWith, draftOf, isMoved, isSaidAnew } from './draft-of.js';
import type { DraftInHand } from './use-compose-draft.js';

interface Sending {
  readonly inHand: DraftInHand;
  readonly accounts: readonly Account[];
  readonly edited: Post | null;
}

/** Queues, keeps or saves what is written; a change by somebody else meanwhile is shown, not overwritten. */
export function useSend({ inHand, accounts, edited }: Sending) {
  const { draft, change, forget } = inHand;
  const { zone } = useNewsroomTime();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const idempotencyKey = useRef(newKey());
  const [isBusy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const conflict = edited !== null && isSaidAnew(edited, draft) ? edited : null;

  const read = () => ({ now: serviceNow(), zone });

  const make = async (as: 'draft' | 'queue'): Promise<string> => {
    const variants = variantsOf(draft, accounts);
    const body = { as, variants, when: whenOf(draft, zone), article: draft.article, askApproval: draft.askApproval };
    const { items } = await call('composePosts', { body, idempotencyKey: idempotencyKey.current });
    return items[0]?.id ?? '';
  };
  const save = async (post: Post, as: 'draft' | 'queue'): Promise<string> => {
    const params = { id: post.id };
    const seen = conflict === null ? post : (draft.begun ?? post);
    const saved = await call('editPost', { params, seen, body: { parts: [...draft.shared] } });
    if (saved.state !== 'draft') return post.id;
    const when = whenOf(draft, zone);
    if (as === 'queue')
      await call('queuePost', { params, seen: saved, body: { when, askApproval: draft.askApproval } });
    else if (isMoved(post, draft, read())) await call('movePost', { params, seen: saved, body: { when } });
    return post.id;
  };
  const send = async (as: 'draft' | 'queue'): Promise<void> => {
    const missing = missingIn(inHand);
    setComplaint(missing);
    if (missing !== null) return;
    setBusy(true);
    try {
      const id = await (edited === null ? make(as) : save(edited, as));
      forget();
      void say({ kind: 'done', message: as === 'draft' ? 'Kept as a draft' : 'Queued' });
      await navigate({ to: '/posts/$id', params: { id } });
    } catch (error) {
      setComplaint(
        isChangedMeanwhile(error) ? 'Somebody changed it meanwhile: see below, and choose.' : complaintOf(error),
      );
    } finally {
      setBusy(false);
      await queryClient.invalidateQueries();
    }
  };
  return {
    isBusy,
    complaint,
    conflict,
    queue: () => send('queue'),
    keep: () => send('draft'),
    takeTheirs: () => {
      if (conflict !== null) change(draftOf(conflict, read()));
    },
    /** Nothing is saved yet: the main button does that. */
    keepMine: () => {
      if (conflict !== null) change({ begun: begunWith(conflict, read()) });
    },
  };
}

/** Null when it may be sent; the main button is never dead, it says what is missing. */
function missingIn({ draft }: DraftInHand): string | null {
  if (draft.accounts.length === 0) return 'Choose at least one account.';
  if (isEmpty(draft)) return 'Write something first.';
  return draft.when === 'at' && draft.wall === null ? 'Choose a time.' : null;
}
