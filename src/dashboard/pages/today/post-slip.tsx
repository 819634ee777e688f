import { Link } from '@tanstack/react-router';
import { SlipActions } from '../../actions/post-actions.js';
import { AccountName, NETWORK_TITLES } from '../../parts/account-name.js';
import { asSentence } from '../../parts/as-sentence.js';
import { StateMark, STATES } from '../../parts/state-mark.js';
import { headlineOf, Words } from '../../parts/words.js';
import type { Post } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { msOf, relative } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { writeInstants } from '../../time/write-instants.js';
import classes from './today.module.css';

/** What is wrong, the words, why, and the answers in place. */
export function PostSlip({ post }: { readonly post: Post }): React.ReactNode {
  return (
    <li className={classes.slip} data-state={post.state} data-keys="row">
      <div className={classes.slipHead}>
        <StateMark state={post.state} word={wordOf(post)} />
        <span className="xs dim">
          <AccountName account={post.account} />
        </span>
      </div>
      <Link to="/posts/$id" params={{ id: post.id }} className={classes.rowWords} data-row>
        <Words className="two">{headlineOf(post)}</Words>
      </Link>
      <Why post={post} />
      <SlipActions post={post} />
    </li>
  );
}

function Why({ post }: { readonly post: Post }): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  const { nextAt, reason, problems, state, changedBy } = post;
  const due = `Due ${time.zoned(nextAt, now)}${msOf(nextAt) > now ? `, ${relative(nextAt, now)}` : ''}.`;
  const asked = state === 'awaiting-approval' && changedBy !== null ? [`Asked by ${changedBy.name}.`] : [];
  const reasons = reason === null ? problems.map(({ message }) => message) : [reason];
  const why = reasons.map((words) => asSentence(writeInstants(words, time, now)));
  return <p className={classes.why}>{[due, ...asked, ...why].join(' ')}</p>;
}

function wordOf({ state, account, needsApproval }: Post): string {
  if (state === 'unconfirmed') return 'Not sure it went out';
  if (state === 'rejected') return `${NETWORK_TITLES[account.network]} refused it`;
  return state === 'held' && needsApproval ? 'Held, to approve anew' : STATES[state].word;
}
