import { IconExternalLink } from '@tabler/icons-react';

interface OutsideLinkProps {
  readonly to: string;
  readonly children: React.ReactNode;
}

/** Leads out of the newsroom, in a tab of its own. */
export function OutsideLink({ to, children }: OutsideLinkProps): React.ReactNode {
  return (
    <a href={to} target="_blank" rel="noreferrer">
      {children} <IconExternalLink size={13} aria-hidden />
    </a>
  );
}
