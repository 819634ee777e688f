import { useDidUpdate } from '@mantine/hooks';
import { useRef, useState } from 'react';

/** Whether a dialog that is loaded when it is asked for is open; what had the focus before has it again afterwards. */
export function useDialog() {
  const [isOpen, setOpen] = useState(false);
  const before = useRef<Element | null>(null);
  useDidUpdate(() => {
    if (!isOpen && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }, [isOpen]);
  return {
    isOpen,
    open: (): void => {
      before.current = document.activeElement;
      setOpen(true);
    },
    close: (): void => setOpen(false),
  };
}
