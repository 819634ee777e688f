import { flushSync } from 'react-dom';
import { press } from '../../keys/press.js';
import { useKeys } from '../../keys/use-keys.js';
import { useWalkKeys } from '../../keys/use-row-keys.js';

/** Letters act on the chosen posts, or else on the one in focus, which is chosen by that. */
export function usePostKeys(chosen: Set<string>): void {
  useWalkKeys();
  const act = (letter: string) => () => {
    if (chosen.size === 0) chooseFocused(chosen);
    press(letter);
  };
  useKeys({ x: () => press('x'), a: act('a'), m: act('m'), h: act('h') });
}

function chooseFocused(chosen: Set<string>): void {
  const id = document.activeElement?.closest<HTMLElement>('[data-keys=row]')?.dataset.id;
  // The bar with the buttons has to be there before one of them is pressed.
  if (id !== undefined) flushSync(() => chosen.add(id));
}
