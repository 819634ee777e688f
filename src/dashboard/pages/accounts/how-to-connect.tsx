import { Code } from '@mantine/core';
import { NETWORK_TITLES, NetworkMark } from '../../parts/account-name.js';
import { SectionHead } from '../../parts/section-head.js';
import type { NetworkName } from '../../server/contract.js';
import classes from './accounts.module.css';

interface Need {
  readonly variables: readonly string[];
  readonly from: string;
}

/** By name alone: what they hold is a secret, and no page ever shows it. */
const NEEDS: Readonly<Record<NetworkName, Need>> = {
  x: {
    variables: ['X_API_KEY', 'X_API_KEY_SECRET', 'X_ACCESS_TOKEN', 'X_ACCESS_TOKEN_SECRET'],
    from: 'In X’s developer console, “Keys and tokens” of an app that may read and write.',
  },
  facebook: {
    variables: ['FACEBOOK_PAGE_ID', 'FACEBOOK_PAGE_ACCESS_TOKEN', 'FACEBOOK_APP_SECRET'],
    from: 'In Meta’s developer pages, a Page token with pages_manage_posts, pages_read_engagement and pages_show_list.',
  },
};

/** What whoever runs the service sets, for a network that is simulated or not there. */
export function HowToConnect({ networks }: { readonly networks: readonly NetworkName[] }): React.ReactNode {
  if (networks.length === 0) return null;
  return (
    <section>
      <SectionHead title="Connect a real account" />
      <p className="sm mid">
        Whoever runs the service sets all of these in its environment or in the file <Code>.env</Code> and starts it
        again. The simulated account ends then, with what was planned on it. Each can come from a file instead:{' '}
        <Code>X_API_KEY_FILE</Code>.
      </p>
      {networks.map((network) => (
        <div key={network} className={classes.need}>
          <p>
            <NetworkMark network={network} /> <b>{NETWORK_TITLES[network]}</b>{' '}
            <span className="sm mid">{NEEDS[network].from}</span>
          </p>
          <ul>
            {NEEDS[network].variables.map((variable) => (
              <li key={variable}>
                <Code>{variable}</Code>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
