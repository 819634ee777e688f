import { Link } from '@tanstack/react-router';
import { AccountName, NETWORK_TITLES } from '../../parts/account-name.js';
import { OutsideLink } from '../../parts/outside-link.js';
import { StateMark } from '../../parts/state-mark.js';
import { headlineOf, Words } from '../../parts/words.js';
import type { Explanation, Post } from '../../server/contract.js';
import { ShortTime } from '../../time/moment.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { templateTitle } from '../today/origin-of.js';
import { eventMark, eventTitle } from '../post/event-words.js';
import classes from './articles.module.css';

interface OutcomeProps {
  readonly post: Post;
  readonly events: Explanation['events'];
}

/** One post of the article, and its life in short; its own page tells all. */
export function Outcome({ post, events }: OutcomeProps): React.ReactNode {
  const time = useNewsroomTime();
  return (
    <article className={classes.outcome}>
      <p className={classes.outcomeHead}>
        <span className="one">
          <AccountName account={post.account} />
          {post.template !== null && <span className="dot dim">{templateTitle(post.template)}</span>}
        </span>
        <span>
          <StateMark state={post.state} />{' '}
          {isToCome(post) && (
            <span className="mid">
              <ShortTime at={post.nextAt} />
            </span>
          )}
        </span>
      </p>
      <Link to="/posts/$id" params={{ id: post.id }} className={classes.outcomeWords}>
        <Words className="two">{headlineOf(post)}</Words>
      </Link>
      <ol className={classes.life}>
        {events.map((event) => {
          const { icon: Mark } = eventMark(event);
          return (
            <li key={event.id}>
              <time className="mid" dateTime={event.at}>
                {time.seconds(event.at)}
              </time>
              <Mark size={14} aria-hidden />
              <span>
                {eventTitle(event)}
                {event.kind === 'delivery-part-published' && <OnNetwork post={post} />}
              </span>
            </li>
          );
        })}
      </ol>
    </article>
  );
}

function isToCome({ state }: Post): boolean {
  return state === 'scheduled' || state === 'awaiting-approval' || state === 'held';
}

function OnNetwork({ post: { state, parts, account } }: { readonly post: Post }): React.ReactNode {
  const url = parts[0]?.url ?? null;
  if (state !== 'published' || url === null) return null;
  return (
    <>
      {', '}
      <OutsideLink to={url}>on {NETWORK_TITLES[account.network]}</OutsideLink>
    </>
  );
}
