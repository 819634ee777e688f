import { lazy, Suspense, useState } from 'react';
import type { Ask } from './ask.js';
import { BusyButton } from './busy-button.js';

const AskPopover = lazy(() => import('./ask-popover.js').then(({ AskPopover: component }) => ({ default: component })));

/** A button that asks one thing, in place, before it does what it says. What floats is fetched at the first press. */
export function AskButton(props: Ask): React.ReactNode {
  const [wasPressed, setPressed] = useState(false);
  const { label, isBusy = false, children, ...look } = props;
  const button = (
    <BusyButton {...look} isBusy={isBusy} onClick={() => setPressed(true)} aria-expanded={false}>
      {label}
    </BusyButton>
  );
  if (!wasPressed) return button;
  return (
    <Suspense fallback={button}>
      <AskPopover label={label} isBusy={isBusy} {...look}>
        {children}
      </AskPopover>
    </Suspense>
  );
}
