import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { say } from '../../corner/say.js';
import { call, newKey } from '../../server/call.js';
import type { Account, Post } from '../../server/contract.js';
import { complaintOf, isChangedMeanwhile } from '../../server/refused.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { draftOf, isEmpty, variantsOf, whenOf } from './compose-draft.js';
import type { DraftInHand } from './use-compose-draft.js';

interface Sending {
  readonly inHand: DraftInHand;
  readonly accounts: readonly Account[];
  readonly edited: Post | null;
  /** As the post was when the editor opened it. */
  readonly seen: Post | null;
}

/** Queues, keeps or saves what is written; a change by somebody else meanwhile is shown, not overwritten. */
export function useSend({ inHand, accounts, edited, seen }: Sending) {
  const { draft, change, forget } = inHand;
  const { zone } = useNewsroomTime();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const idempotencyKey = useRef(newKey());
  const [basis, setBasis] = useState(seen);
  const [isBusy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const conflict = edited !== null && basis !== null && edited.revision !== basis.revision ? edited : null;

  const make = async (as: 'draft' | 'queue'): Promise<string> => {
    const variants = variantsOf(draft, accounts);
    const body = { as, variants, when: whenOf(draft, zone), article: draft.article, askApproval: draft.askApproval };
    const { items } = await call('composePosts', { body, idempotencyKey: idempotencyKey.current });
    return items[0]?.id ?? '';
  };
  const save = async (post: Post, isQueued: boolean): Promise<string> => {
    const params = { id: post.id };
    const saved = await call('editPost', { params, seen: post, body: { parts: [...draft.shared] } });
    if (isQueued && saved.state === 'draft') {
      const body = { when: whenOf(draft, zone), askApproval: draft.askApproval };
      await call('queuePost', { params, seen: saved, body });
    }
    return post.id;
  };
  const send = async (as: 'draft' | 'queue', on: Post | null): Promise<void> => {
    const missing = missingIn(inHand);
    setComplaint(missing);
    if (missing !== null) return;
    setBusy(true);
    try {
      const id = await (on === null ? make(as) : save(on, as === 'queue'));
      forget();
      void say({ kind: 'done', message: as === 'draft' ? 'Kept as a draft' : 'Done: here it is' });
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
    queue: () => send('queue', basis),
    keep: () => send('draft', basis),
    takeTheirs: () => {
      setBasis(conflict);
      if (conflict !== null) change(draftOf(conflict));
    },
    keepMine: () => {
      setBasis(conflict);
      return send('queue', conflict);
    },
  };
}

/** Null when it may be sent; the main button is never dead, it says what is missing. */
function missingIn({ draft }: DraftInHand): string | null {
  if (draft.accounts.length === 0) return 'Choose at least one account.';
  if (isEmpty(draft)) return 'Write something first.';
  return draft.when === 'at' && draft.wall === null ? 'Choose a time.' : null;
}
