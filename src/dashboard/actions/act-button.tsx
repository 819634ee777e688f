import { BusyButton, type BusyButtonProps } from './busy-button.js';
import { usePress } from './use-press.js';

interface ActButtonProps extends Omit<BusyButtonProps, 'isBusy' | 'onClick'> {
  readonly act: () => Promise<unknown>;
}

/** Does what it says, once a press, and shows that it is under way. */
export function ActButton({ act, ...look }: ActButtonProps): React.ReactNode {
  const { press, isBusy } = usePress(act);
  return <BusyButton {...look} isBusy={isBusy} onClick={() => void press()} />;
}
