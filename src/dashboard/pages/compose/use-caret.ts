import { useState } from 'react';
import { ALL } from './compose-draft.js';

/** Where somebody writes. */
export interface Caret {
  /** The account whose text is shown, or `ALL`. */
  readonly tab: string;
  readonly setTab: (tab: string) => void;
  /** The part whose field is to take the focus: another object each time; null until somebody is led to one. */
  readonly wanted: { readonly part: number } | null;
  /** Leads them into a part, of the text that is shown or of another one. */
  readonly goTo: (part: number, tab?: string) => void;
}

export function useCaret(): Caret {
  const [tab, setTab] = useState(ALL);
  const [wanted, setWanted] = useState<Caret['wanted']>(null);
  const goTo = (part: number, inTab = tab): void => {
    setTab(inTab);
    setWanted({ part });
  };
  return { tab, setTab, wanted, goTo };
}
