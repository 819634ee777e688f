import { useLocalStorage } from '@mantine/hooks';
import { type ComposeDraft, EMPTY_DRAFT } from './compose-draft.js';

export interface DraftInHand {
  readonly draft: ComposeDraft;
  readonly change: (change: Partial<ComposeDraft>) => void;
  readonly forget: () => void;
}

/** What is being written stays in this browser until it is queued: one for new posts, one for each that is edited. */
export function useComposeDraft(place: string, start: ComposeDraft = EMPTY_DRAFT): DraftInHand {
  const [draft, setDraft, forget] = useLocalStorage<ComposeDraft>({
    key: `kawaraban-draft-${place}`,
    defaultValue: start,
    getInitialValueInEffect: false,
  });
  return { draft, change: (change) => setDraft((before) => ({ ...before, ...change })), forget };
}
