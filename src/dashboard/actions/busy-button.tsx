import { Button, type ButtonProps } from '@mantine/core';

export interface BusyButtonProps extends ButtonProps, Omit<React.ComponentPropsWithRef<'button'>, keyof ButtonProps> {
  readonly isBusy: boolean;
}

/** Shows that what it does is under way. */
export function BusyButton({ isBusy, ...look }: BusyButtonProps): React.ReactNode {
  return <Button {...look} loading={isBusy} renderRoot={(props) => <Root {...props} />} />;
}

/** A button that is disabled loses the focus, and with it whoever works by keys. */
function Root({ disabled, ...props }: React.ComponentPropsWithRef<'button'>): React.ReactNode {
  return <button {...props} aria-disabled={disabled} />;
}
