import { useLocalStorage } from '@mantine/hooks';
import { useEffect } from 'react';
import type { ComposeDraft } from './compose-draft.js';

export interface DraftInHand {
  readonly draft: ComposeDraft;
  readonly change: (change: Partial<ComposeDraft>) => void;
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
  return { draft, change: (change) => setDraft((before) => ({ ...before, ...change })), forget };
}
