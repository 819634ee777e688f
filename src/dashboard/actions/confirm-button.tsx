import { Button, type ButtonProps } from '@mantine/core';
import { AskButton } from './ask-button.js';
import { BusyButton } from './busy-button.js';
import { usePress } from './use-press.js';

interface ConfirmButtonProps extends ButtonProps {
  readonly label: string;
  /** What follows, in a sentence. */
  readonly consequence: string;
  /** The verb once more: "Cancel it". */
  readonly verb: string;
  /** Null where it was refused: it goes on asking. */
  readonly act: () => Promise<unknown>;
}

/** Asks once before what cannot be undone. */
export function ConfirmButton({ label, consequence, verb, act, ...look }: ConfirmButtonProps): React.ReactNode {
  const { press, isBusy } = usePress(async (close: () => void) => {
    if ((await act()) !== null) close();
  });
  return (
    <AskButton label={label} isBusy={isBusy} {...look}>
      {(close) => (
        <>
          <p>{consequence}</p>
          <div className="buttons">
            <BusyButton variant="seal" isBusy={isBusy} onClick={() => void press(close)} data-autofocus>
              {verb}
            </BusyButton>
            <Button variant="subtle" onClick={close}>
              Leave it
            </Button>
          </div>
        </>
      )}
    </AskButton>
  );
}
