import { useEffect, useRef } from 'react';
import { areLettersOn } from './letters.js';

/** What each key, or one behind `g` ("g t"), does. */
export type Keys = Readonly<Record<string, () => void>>;

const LEADER = 'g';
const SEQUENCE_MS = 1_000;

/** Keys of a page, while nobody types in a field. Single letters can be switched off in the settings. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let ledAt = -SEQUENCE_MS;
    const listen = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || !areLettersOn()) return;
      // Behind the leader a key is never what it is alone: `g a` goes to the articles and approves nothing.
      const isLed = event.timeStamp - ledAt < SEQUENCE_MS;
      const act = current.current[isLed ? `${LEADER} ${event.key}` : event.key];
      ledAt = event.key === LEADER ? event.timeStamp : -SEQUENCE_MS;
      if (act === undefined || event.defaultPrevented) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Where letters are text; also in a dialog, whatever is in focus there. */
const FIELDS = 'input:not([type=checkbox], [type=radio]), textarea, select, [role=dialog] *';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(FIELDS));
}
