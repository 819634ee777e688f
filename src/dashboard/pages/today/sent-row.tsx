import { Link } from '@tanstack/react-router';
import { VisuallyHidden } from '@mantine/core';
import { NETWORK_TITLES } from '../../parts/account-name.js';
import { OutsideLink } from '../../parts/outside-link.js';
import { StateMark } from '../../parts/state-mark.js';
import { headlineOf, Words } from '../../parts/words.js';
import type { Post } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { msOf, span } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import classes from './today.module.css';

/** What is going out, or went out. */
export function SentRow({ post }: { readonly post: Post }): React.ReactNode {
  const now = useNow();
  const time = useNewsroomTime();
  return (
    <li className={`${classes.row ?? ''} ${classes.sent ?? ''}`} data-keys="row">
      <StateMark state={post.state} word={time.clock(post.publishedAt ?? post.nextAt)} />
      <Link to="/posts/$id" params={{ id: post.id }} className={classes.rowWords} data-row>
        <Words className="one">{headlineOf(post)}</Words>
      </Link>
      <span className="sm dim">
        {post.state === 'publishing' ? <Waiting post={post} now={now} /> : <Where post={post} />}
      </span>
    </li>
  );
}

function Waiting({ post, now }: { readonly post: Post; readonly now: number }): React.ReactNode {
  return (
    <span className="ai">
      waiting for {NETWORK_TITLES[post.account.network]}’s answer, {span(Math.max(0, now - msOf(post.nextAt)))}
    </span>
  );
}

function Where({ post }: { readonly post: Post }): React.ReactNode {
  const url = post.parts.find((part) => part.url !== null)?.url ?? null;
  const network = NETWORK_TITLES[post.account.network];
  if (url === null) return network;
  return (
    <OutsideLink to={url}>
      <VisuallyHidden>Open on </VisuallyHidden>
      {network}
    </OutsideLink>
  );
}
