import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { call } from '../server/call.js';
import { useMe } from '../server/use-me.js';
import classes from './who.module.css';

export const ROLE_TITLES = {
  viewer: 'Viewer',
  editor: 'Editor',
  approver: 'Approver',
  admin: 'Administrator',
} as const;

/** Who is signed in, and whether the page is live. */
export function Who({ deadSince }: { readonly deadSince: number | null }): React.ReactNode {
  const { name, role } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signOut = async (): Promise<void> => {
    await call('signOut');
    queryClient.clear();
    await navigate({ to: '/sign-in', search: { to: '/' } });
  };
  return (
    <div className={classes.foot}>
      <p className={`xs mid ${classes.live ?? ''}`} data-live={deadSince === null}>
        {deadSince === null ? 'Live' : 'Not live'}
      </p>
      <Menu position="top-start" width={200}>
        <Menu.Target>
          <UnstyledButton className={classes.who} aria-label={`${name}, ${ROLE_TITLES[role]}`}>
            <Avatar name={name} size={26} color="initials" className={classes.avatar} />
            <span className={`xs ${classes.name ?? ''}`}>
              <b className="one">{name}</b>
              <span className="dim">{ROLE_TITLES[role]}</span>
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to="/settings" leftSection={<IconAdjustmentsHorizontal size={16} />}>
            Your settings
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
