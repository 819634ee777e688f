import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useNeedsCount } from '../server/use-today.js';
import { DAILY_PLACES, HOUSE_PLACES, type Place } from './places.js';
import { useMyPlaces } from './use-my-places.js';
import classes from './navigation.module.css';

/** All places beside the page; icons alone where it is narrow. */
export function SideNavigation(): React.ReactNode {
  return (
    <nav className={classes.side} aria-label="Main">
      <PlaceList places={DAILY_PLACES} />
      <PlaceList places={HOUSE_PLACES} />
    </nav>
  );
}

function PlaceList({ places }: { readonly places: readonly Place[] }): React.ReactNode {
  return (
    <ul>
      {useMyPlaces(places).map((place) => (
        <li key={place.to}>
          <PlaceLink place={place} className={classes.place} />
        </li>
      ))}
    </ul>
  );
}

function PlaceLink({
  place,
  className,
}: {
  readonly place: Place;
  readonly className: string | undefined;
}): React.ReactNode {
  return (
    <Link
      to={place.to}
      className={className}
      activeOptions={{ exact: place.to === '/' }}
      activeProps={{ 'aria-current': 'page' }}
      title={place.name}
    >
      <place.icon size={18} stroke={1.8} aria-hidden />
      <span className={classes.name}>{place.name}</span>
      {place.to === '/' && <NeedsCount />}
    </Link>
  );
}

function NeedsCount(): React.ReactNode {
  const count = useNeedsCount();
  if (count === 0) return null;
  return (
    <span className={classes.count}>
      {count}
      <VisuallyHidden> {count === 1 ? 'needs' : 'need'} a person</VisuallyHidden>
    </span>
  );
}

const MorePlaces = lazy(() => import('./more-places.js').then(({ MorePlaces: component }) => ({ default: component })));

/** The bar at the thumb: four places, Compose in the middle, the rest behind More. */
export function TabBar(): React.ReactNode {
  const [isMore, more] = useDisclosure(false);
  const [today, calendar, posts, , compose] = DAILY_PLACES;
  const places = useMyPlaces([today, calendar, compose, posts]);
  return (
    <nav className={classes.tabs} aria-label="Main">
      {places.map((place) => (
        <PlaceLink key={place.to} place={place} className={classes.tab} />
      ))}
      <button className={classes.tab} onClick={more.open}>
        <IconDots size={18} aria-hidden />
        <span>More</span>
      </button>
      {isMore && (
        <Suspense>
          <MorePlaces close={more.close} />
        </Suspense>
      )}
    </nav>
  );
}
