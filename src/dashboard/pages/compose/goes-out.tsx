import { dollars } from '../../parts/dollars.js';
import { NetworkMark } from '../../parts/account-name.js';
import type { Preview } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { isAtOnce, relative } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { isOneTime } from './is-one-time.js';
import classes from './compose.module.css';

interface OfPreviews {
  readonly previews: readonly Preview[];
}

/** When it goes out on its accounts, and for how much. */
export function GoesOut({ previews }: OfPreviews): React.ReactNode {
  const price = previews.reduce((sum, { priceMicros }) => sum + (priceMicros ?? 0), 0);
  const left = previews.find(({ leftMicros }) => leftMicros !== null)?.leftMicros ?? null;
  if (previews.length === 0) return null;
  return (
    <div className={classes.line}>
      <span className={classes.label}>Goes out</span>
      <span>
        {isOneTime(previews.map(({ goesOutAt }) => goesOutAt)) ? (
          <OneTime at={previews[0]?.goesOutAt ?? null} />
        ) : (
          <Times previews={previews} />
        )}
        <span className="dot">{price === 0 ? 'costs nothing' : `costs ${dollars(price)}`}</span>
        {left !== null && <span className="dot">{dollars(left)} left this month</span>}
      </span>
    </div>
  );
}

function OneTime({ at }: { readonly at: string | null }): React.ReactNode {
  const now = useNow();
  const time = useNewsroomTime();
  if (at === null) return 'at no time that its accounts allow';
  return `${isAtOnce(at, now) ? 'now' : relative(at, now)} · ${time.zoned(at, now)}`;
}

/** A time for each account; the letters of the zone once, where they are the same for all. */
function Times({ previews }: OfPreviews): React.ReactNode {
  const now = useNow();
  const time = useNewsroomTime();
  const later = previews.flatMap(({ goesOutAt }) => (goesOutAt === null || isAtOnce(goesOutAt, now) ? [] : goesOutAt));
  const isLettered = (at: string): boolean =>
    at === later.at(-1) || later.some((other) => time.letters(other) !== time.letters(at));
  const write = (at: string | null): string => {
    if (at === null) return 'at no time that it allows';
    if (isAtOnce(at, now)) return 'now';
    return isLettered(at) ? time.zoned(at, now) : time.short(at, now);
  };
  return previews.map(({ account, goesOutAt }, index) => (
    <span key={account.id} className={index === 0 ? '' : 'dot'}>
      <NetworkMark network={account.network} /> {account.name} {write(goesOutAt)}
    </span>
  ));
}
