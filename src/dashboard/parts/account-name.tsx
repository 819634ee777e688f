import { IconBrandFacebookFilled, IconBrandX } from '@tabler/icons-react';
import { VisuallyHidden } from '@mantine/core';
import type { NetworkName } from '../server/contract.js';
import classes from './account-name.module.css';

export const NETWORK_TITLES: Readonly<Record<NetworkName, string>> = { x: 'X', facebook: 'Facebook' };

interface AccountNameProps {
  readonly account: { readonly name: string; readonly network: NetworkName; readonly simulated: boolean };
}

/** The network's mark in ink, and the account; SIMULATED where nothing reaches the public. */
export function AccountName({ account: { name, network, simulated } }: AccountNameProps): React.ReactNode {
  return (
    <span className={classes.name}>
      <NetworkMark network={network} />
      {name}
      {simulated && <span className={classes.simulated}>SIMULATED</span>}
    </span>
  );
}

export function NetworkMark({ network }: { readonly network: NetworkName }): React.ReactNode {
  const Mark = network === 'x' ? IconBrandX : IconBrandFacebookFilled;
  return (
    <>
      <Mark size={13} aria-hidden />
      <VisuallyHidden>{NETWORK_TITLES[network]} </VisuallyHidden>
    </>
  );
}
