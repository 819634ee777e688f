import { Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { Ask } from './ask.js';
import classes from './ask-button.module.css';

/** Takes the place of a button that was pressed, and opens at once. */
export function AskPopover({ label, children, ...look }: Ask): React.ReactNode {
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
        <Button {...look} ref={button} onClick={toggle} aria-expanded={isOpen}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.ask} aria-label={label}>
        {isOpen && children(close)}
      </Popover.Dropdown>
    </Popover>
  );
}
