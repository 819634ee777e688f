import type { ButtonProps } from '@mantine/core';

export interface Ask extends Omit<ButtonProps, 'children'> {
  readonly label: string;
  /** Whether what was asked for is under way. */
  readonly isBusy?: boolean;
  /** What is asked; `close` when it is answered. */
  readonly children: (close: () => void) => React.ReactNode;
}
