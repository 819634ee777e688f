import { Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { QuickActions } from '../../actions/post-actions.js';
import { AccountName } from '../../parts/account-name.js';
import { StoredPicture } from '../../parts/stored-picture.js';
import { headlineOf, Words } from '../../parts/words.js';
import type { Post } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { msOf, relative } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { originOf } from './origin-of.js';
import classes from './today.module.css';

interface LeadProps {
  readonly post: Post;
  readonly lastSentAt: string | null;
}

/** The post that goes out next; its rule burns down to it. */
export function Lead({ post, lastSentAt }: LeadProps): React.ReactNode {
  const time = useNewsroomTime();
  const now = useNow();
  const picture = post.parts[0]?.media[0];
  return (
    <>
      <div className={classes.leadTop}>
        <div>
          <h2 className={classes.figureLabel} id="next">
            Next post
          </h2>
          <p className={classes.figure}>
            <time dateTime={post.nextAt}>{msOf(post.nextAt) <= now ? 'now' : relative(post.nextAt, now)}</time>
          </p>
          <p className={classes.figureNote}>
            <time>{time.zoned(post.nextAt, now)}</time>
            <span className="dot">
              <AccountName account={post.account} />
            </span>
          </p>
        </div>
        <QuickActions post={post} />
      </div>
      <Fuse from={lastSentAt} to={post.nextAt} />
      <div className={classes.lead}>
        {picture !== undefined && <StoredPicture picture={picture} />}
        <div>
          <Link to="/posts/$id" params={{ id: post.id }} className={classes.leadWords} data-row>
            <Words className="two">{headlineOf(post)}</Words>
          </Link>
          <p className="sm dim">
            {originOf(post)}
            {post.approvedBy !== null && <span className="dot">approved by {post.approvedBy.name}</span>}
          </p>
        </div>
      </div>
    </>
  );
}

const HOUR_MS = 3_600_000;

/** Burns from the last post that went out, or from an hour before, down to the next. */
function Fuse({ from, to }: { readonly from: string | null; readonly to: string }): React.ReactNode {
  const now = useNow();
  const time = useNewsroomTime();
  const end = msOf(to);
  const start = from === null ? end - HOUR_MS : msOf(from);
  const burnt = end <= start ? 100 : Math.min(100, Math.max(0, ((now - start) / (end - start)) * 100));
  return (
    <div aria-hidden>
      <Progress value={burnt} className={classes.fuse} color="var(--kwb-shu-mark)" radius={0} />
      <p className={classes.fuseEnds}>
        <span>{from !== null && `last one ${time.short(from, now)}`}</span>
        <span>next one {time.short(to, now)}</span>
      </p>
    </div>
  );
}
