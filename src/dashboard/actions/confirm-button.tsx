import { Button, type ButtonProps } from '@mantine/core';
import { AskButton } from './ask-button.js';

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
  const go = async (close: () => void): Promise<void> => {
    if ((await act()) !== null) close();
  };
  return (
    <AskButton label={label} {...look}>
      {(close) => (
        <>
          <p>{consequence}</p>
          <div className="buttons">
            <Button variant="seal" onClick={() => void go(close)} data-autofocus>
              {verb}
            </Button>
            <Button variant="subtle" onClick={close}>
              Leave it
            </Button>
          </div>
        </>
      )}
    </AskButton>
  );
}
