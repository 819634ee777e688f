import { Link } from '@tanstack/react-router';
import { AccountName } from '../../parts/account-name.js';
import { STATES } from '../../parts/state-mark.js';
import type { Post } from '../../server/contract.js';
import { ShortTime } from '../../time/moment.js';
import classes from './compose.module.css';

/** What was composed together with this and is not changed with it. */
export function LeftTwins({ twins }: { readonly twins: readonly Post[] }): React.ReactNode {
  return twins.map(({ id, account, state, publishedAt, nextAt }) => (
    <p key={id} className={`sm mid ${classes.twin ?? ''}`}>
      Its twin on{' '}
      <Link to="/posts/$id" params={{ id }} target="_blank">
        <AccountName account={account} />
      </Link>{' '}
      stays as it is: {STATES[state].word.toLowerCase()} <ShortTime at={publishedAt ?? nextAt} />
    </p>
  ));
}
