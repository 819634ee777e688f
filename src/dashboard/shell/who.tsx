import { Avatar } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMe } from '../server/use-me.js';
import { ROLE_TITLES } from './role-titles.js';
import classes from './who.module.css';

/** Who is signed in, and whether the page is live. */
export function Who({ deadSince }: { readonly deadSince: number | null }): React.ReactNode {
  const { name, role } = useMe();
  return (
    <div className={classes.foot}>
      <p className={`xs mid ${classes.live ?? ''}`} data-live={deadSince === null}>
        {deadSince === null ? 'Live' : 'Not live'}
      </p>
      <Link to="/settings" className={classes.who} title={`${name}, ${ROLE_TITLES[role]}: your settings`}>
        <Avatar name={name} size={26} className={classes.avatar} />
        <span className={`xs ${classes.name ?? ''}`}>
          <b className="one">{name}</b>
          <span className="dim">{ROLE_TITLES[role]}</span>
        </span>
      </Link>
    </div>
  );
}
