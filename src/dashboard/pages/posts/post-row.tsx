import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { AccountName } from '../../parts/account-name.js';
import { dollars } from '../../parts/dollars.js';
import { StateMark } from '../../parts/state-mark.js';
import { headlineOf } from '../../parts/words.js';
import type { Post } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { msOf, relative } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { writeInstants } from '../../time/write-instants.js';
import { templateTitle } from '../today/origin-of.js';
import classes from './posts.module.css';

interface PostRowProps {
  readonly post: Post;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

export function PostRow({ post, isChosen, choose }: PostRowProps): React.ReactNode {
  const headline = headlineOf(post);
  return (
    <div
      role="row"
      className={classes.row}
      data-chosen={isChosen}
      data-state={post.state}
      data-keys="row"
      data-id={post.id}
    >
      <label role="cell" className={classes.choose}>
        <Checkbox aria-label={`Choose: ${headline}`} checked={isChosen} onChange={choose} data-key="x" />
      </label>
      <span role="cell">
        <StateMark state={post.state} />
      </span>
      <When post={post} />
      <span role="cell" className="one" data-column="Account">
        <AccountName account={post.account} />
      </span>
      <Link role="cell" to="/posts/$id" params={{ id: post.id }} className={classes.said} data-row dir="auto">
        {headline}
      </Link>
      <span role="cell" className="one mid" data-column="Template">
        {post.template === null ? '–' : templateTitle(post.template)}
      </span>
      <span role="cell" className="one mid" data-column="By">
        {post.writtenBy?.name ?? 'automatic'}
      </span>
      <span role="cell" className={classes.price} data-column="Price">
        {post.priceMicros === null ? '–' : dollars(post.priceMicros)}
      </span>
    </div>
  );
}

function When({ post: { state, publishedAt, nextAt, reason } }: { readonly post: Post }): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  const at = publishedAt ?? nextAt;
  // The minute that is shown began before what went out in it.
  const away = relative(at, publishedAt === null ? now : Math.max(now, msOf(at)));
  const note = state === 'held' || state === 'rejected' ? writeInstants(reason ?? away, time, now) : away;
  return (
    <time
      role="cell"
      dateTime={at}
      className="one"
      title={`${time.longDay(at)} ${time.seconds(at)} ${time.letters(at)}`}
    >
      <b>{time.short(at, now)}</b> <span className={classes.note}>{note}</span>
    </time>
  );
}
