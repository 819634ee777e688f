import { Link } from '@tanstack/react-router';
import { AccountName } from '../../parts/account-name.js';
import { StateMark } from '../../parts/state-mark.js';
import { headlineOf, Words } from '../../parts/words.js';
import type { Explanation, Post } from '../../server/contract.js';
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
        <StateMark state={post.state} />
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
              {eventTitle(event)}
            </li>
          );
        })}
      </ol>
    </article>
  );
}
