import { Button, type ButtonProps, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import classes from './ask-button.module.css';

interface AskButtonProps extends Omit<ButtonProps, 'children'> {
  readonly label: string;
  /** What is asked; `close` when it is answered. */
  readonly children: (close: () => void) => React.ReactNode;
}

/** A button that asks one thing, in place, before it does what it says. */
export function AskButton({ label, children, ...look }: AskButtonProps): React.ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <Popover opened={isOpen} onChange={close} width={300} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button {...look} onClick={toggle} aria-expanded={isOpen}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.ask} aria-label={label}>
        {isOpen && children(close)}
      </Popover.Dropdown>
    </Popover>
  );
}
