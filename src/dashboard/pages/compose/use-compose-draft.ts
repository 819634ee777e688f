import { useEffect, useRef, useState } from 'react';
import { useMe } from '../../server/use-me.js';
import { type ComposeDraft, isBlank } from './compose-draft.js';
import { DraftPlace } from './draft-place.js';

/** What becomes of a draft as it is then, not as it was when somebody began to change it. */
export type ChangeOf = (before: ComposeDraft) => Partial<ComposeDraft>;

export interface DraftInHand {
  readonly draft: ComposeDraft;
  readonly change: (change: Partial<ComposeDraft> | ChangeOf) => void;
  /** Whether something that belongs to it is still on its way to the service. */
  readonly isWaiting: boolean;
  readonly waitFor: <Thing>(onItsWay: Promise<Thing>) => Promise<Thing>;
  readonly forget: () => void;
}

/**
 * What is being written stays in this browser until it is queued, for the person who writes it and for no other. `wish`:
 * what the way here asks for, such as a time of the calendar, also of a draft that is there.
 */
export function useComposeDraft(about: string, start: ComposeDraft, wish: Partial<ComposeDraft>): DraftInHand {
  const me = useMe();
  const [place] = useState(() => DraftPlace.open(me.id, about));
  const [draft, setDraft] = useState(() => ({ ...(place.read() ?? start), ...wish }));
  const asItCame = useRef(draft);
  useEffect(() => place.stayOpen(), [place]);
  useEffect(() => {
    if (draft === asItCame.current) return;
    if (isBlank(draft)) place.drop();
    else place.keep(draft);
  }, [place, draft]);
  const [onTheWay, setOnTheWay] = useState(0);
  return {
    draft,
    change: (change) =>
      setDraft((before) => ({ ...before, ...(typeof change === 'function' ? change(before) : change) })),
    forget: () => {
      place.drop();
      asItCame.current = start;
      setDraft(start);
    },
    isWaiting: onTheWay > 0,
    waitFor: (onItsWay) => {
      setOnTheWay((count) => count + 1);
      return onItsWay.finally(() => setOnTheWay((count) => count - 1));
    },
  };
}

/** Read and changed as `view` shows it. */
export function seenBy(inHand: DraftInHand, view: (draft: ComposeDraft) => ComposeDraft): DraftInHand {
  return {
    ...inHand,
    draft: view(inHand.draft),
    change: (change) =>
      inHand.change((before) => {
        const seen = view(before);
        return { ...seen, ...(typeof change === 'function' ? change(seen) : change) };
      }),
  };
}
