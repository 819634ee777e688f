import { Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { Ask } from './ask.js';
import { BusyButton } from './busy-button.js';
import classes from './ask-button.module.css';

/** Takes the place of a button that was pressed, and opens at once. */
export function AskPopover({ label, isBusy = false, children, ...look }: Ask): React.ReactNode {
  const [isOpen, { open, toggle, close }] = useDisclosure(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Where the focus returns to when all is answered.
    button.current?.focus();
    open();
  }, [open]);
  return (
    <Popover opened={isOpen} onChange={close} width={300} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <BusyButton {...look} isBusy={isBusy} ref={button} onClick={toggle} aria-expanded={isOpen}>
          {label}
        </BusyButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.ask} aria-label={label}>
        {isOpen && children(close)}
      </Popover.Dropdown>
    </Popover>
  );
}
