import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { ComposeDraft } from './compose-draft.js';

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
 * What is being written stays in this browser until it is queued: one for new posts, one for each that is edited. `wish`:
 * what the way here asks for, such as a time of the calendar, also of a draft that is there.
 */
export function useComposeDraft(place: string, start: ComposeDraft, wish: Partial<ComposeDraft>): DraftInHand {
  const [draft, setDraft, forget] = useLocalStorage<ComposeDraft>({
    key: `kawaraban-draft-${place}`,
    defaultValue: start,
    getInitialValueInEffect: false,
  });
  useEffect(() => {
    if (Object.keys(wish).length > 0) setDraft((before) => ({ ...before, ...wish }));
    // The wish is that of the address, which makes this anew when it changes.
  }, []);
  const [onTheWay, setOnTheWay] = useState(0);
  return {
    draft,
    change: (change) =>
      setDraft((before) => ({ ...before, ...(typeof change === 'function' ? change(before) : change) })),
    forget,
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
