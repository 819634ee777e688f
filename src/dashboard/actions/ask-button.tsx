import { Button, type ButtonProps } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

export interface AskButtonProps extends Omit<ButtonProps, 'children'> {
  readonly label: string;
  /** What is asked; `close` when it is answered. */
  readonly children: (close: () => void) => React.ReactNode;
}

const AskPopover = lazy(() => import('./ask-popover.js').then(({ AskPopover: component }) => ({ default: component })));

/** A button that asks one thing, in place, before it does what it says. What floats is fetched at the first press. */
export function AskButton(props: AskButtonProps): React.ReactNode {
  const [wasPressed, setPressed] = useState(false);
  const { label, children, ...look } = props;
  const button = (
    <Button {...look} onClick={() => setPressed(true)} aria-expanded={false}>
      {label}
    </Button>
  );
  if (!wasPressed) return button;
  return (
    <Suspense fallback={button}>
      <AskPopover label={label} {...look}>
        {children}
      </AskPopover>
    </Suspense>
  );
}
