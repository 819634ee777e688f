import { useEffect, useRef } from 'react';
import { areLettersOn } from './letters.js';

/** What each key, or two in a row ("g t"), does. */
export type Keys = Readonly<Record<string, () => void>>;

const SEQUENCE_MS = 1_000;

/** Keys of a page, while nobody types in a field. Single letters can be switched off in the settings. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let before = { key: '', at: 0 };
    const listen = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || !areLettersOn()) return;
      const sequence = event.timeStamp - before.at < SEQUENCE_MS ? `${before.key} ${event.key}` : event.key;
      const act = current.current[sequence] ?? current.current[event.key];
      before = { key: event.key, at: event.timeStamp };
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
