import { Link, useRouterState } from '@tanstack/react-router';
import { LinkButton } from '../parts/link-button.js';
import { TabTitle } from '../parts/tab-title.js';
import { useMay } from '../server/use-me.js';
import { useNow } from '../time/clock.js';
import { useNewsroomTime } from '../time/time-context.js';
import { Find } from './find.js';
import { DAILY_PLACES, HOUSE_PLACES } from './places.js';
import { SilenceSwitch } from './silence-switch.js';
import { Seal } from './seal.js';
import classes from './masthead.module.css';

/** The same on every page: where one is, find, silence, the newsroom's clock, Compose. */
export function Masthead(): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  const mayWrite = useMay('editor');
  return (
    <div className={classes.masthead}>
      <span className={classes.seal}>
        <Seal />
      </span>
      <PageTitle />
      <span className={classes.date}>{time.longDay(now)}</span>
      <div className={classes.end}>
        <Find />
        <SilenceSwitch />
        <Clock />
        {mayWrite && (
          <LinkButton
            className={classes.compose}
            variant="filled"
            size="xs"
            to="/compose"
            rightSection={<kbd aria-hidden>c</kbd>}
          >
            Compose
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** A page inside a place names itself, and its tab, as soon as it is there; until then this does, and is the way up. */
function PageTitle(): React.ReactNode {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const places = [...DAILY_PLACES, ...HOUSE_PLACES];
  const place = places.find(({ to }) => to === path);
  if (place !== undefined)
    return (
      <h1 className={classes.title}>
        <TabTitle key={path}>{place.name}</TabTitle>
        {place.name}
      </h1>
    );
  const above = places.find(({ to }) => to !== '/' && path.startsWith(`${to}/`));
  return (
    <p className={classes.title}>
      <TabTitle key={path}>{above?.name ?? 'Today'}</TabTitle>
      <Link to={above?.to ?? '/'}>{above?.name ?? 'Today'}</Link>
    </p>
  );
}

function Clock(): React.ReactNode {
  const now = useNow();
  const time = useNewsroomTime();
  return (
    <time className={classes.clock} title={time.zone}>
      {time.clock(now)}
      <span className={classes.ticks}>{time.seconds(now).slice(5)}</span> <small>{time.letters(now)}</small>
    </time>
  );
}
