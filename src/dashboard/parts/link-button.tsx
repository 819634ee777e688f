import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

type AnchorButtonProps = ButtonProps & Omit<React.ComponentPropsWithRef<'a'>, keyof ButtonProps>;

function AnchorButton(props: AnchorButtonProps): React.ReactNode {
  return <Button component="a" {...props} />;
}

/** A way to another page that looks like a button. */
export const LinkButton = createLink(AnchorButton);
