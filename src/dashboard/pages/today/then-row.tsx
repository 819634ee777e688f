import { Link } from '@tanstack/react-router';
import { QuickActions } from '../../actions/post-actions.js';
import { AccountName } from '../../parts/account-name.js';
import { StateMark } from '../../parts/state-mark.js';
import { headlineOf, Words } from '../../parts/words.js';
import type { Post } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { relative } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { originOf } from './origin-of.js';
import classes from './today.module.css';

export function ThenRow({ post }: { readonly post: Post }): React.ReactNode {
  const now = useNow();
  const time = useNewsroomTime();
  return (
    <li className={classes.row} data-keys="row">
      <time className={classes.when} dateTime={post.nextAt}>
        <b>{time.clock(post.nextAt)}</b>
        <span className="xs dim">
          {time.dayKey(post.nextAt) === time.dayKey(now) ? relative(post.nextAt, now) : time.day(post.nextAt)}
        </span>
      </time>
      <div className="one">
        <Link to="/posts/$id" params={{ id: post.id }} className={classes.rowWords} data-row>
          <Words className="one">{headlineOf(post)}</Words>
        </Link>
        <p className={classes.meta}>
          <StateMark state={post.state} />
          <span className="dot">
            <AccountName account={post.account} />
          </span>
          <span className="dot">{originOf(post)}</span>
        </p>
      </div>
      <div className={classes.rowActions}>
        <QuickActions post={post} />
      </div>
    </li>
  );
}
