import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DAILY_PLACES, HOUSE_PLACES } from './places.js';
import { useMyPlaces } from './use-my-places.js';
import classes from './navigation.module.css';

/** What has no room in the bar at the thumb. */
export function MorePlaces({ close }: { readonly close: () => void }): React.ReactNode {
  const places = useMyPlaces([...DAILY_PLACES.filter(({ name }) => name === 'Articles'), ...HOUSE_PLACES]);
  return (
    <Drawer opened onClose={close} position="bottom" size="auto" title="More">
      <ul>
        {places.map((place) => (
          <li key={place.to}>
            <Link to={place.to} onClick={close} className={classes.more}>
              <place.icon size={18} aria-hidden /> {place.name}
            </Link>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
