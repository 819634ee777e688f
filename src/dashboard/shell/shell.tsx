import { AppShell } from '@mantine/core';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useKeys } from '../keys/use-keys.js';
import { useDialog } from '../parts/use-dialog.js';
import { useLiveChanges } from '../server/use-live-changes.js';
import { useToday } from '../server/use-today.js';
import { Bands } from './bands.js';
import { Masthead } from './masthead.js';
import { SideNavigation, TabBar } from './navigation.js';
import { Seal } from './seal.js';
import { Who } from './who.js';
import classes from './shell.module.css';

const KeyHelp = lazy(() => import('../keys/key-help.js').then(({ KeyHelp: component }) => ({ default: component })));

function NewsroomName(): React.ReactNode {
  const name = useToday().data?.newsroomName ?? null;
  return name !== null && <span className="xs mid one">{name}</span>;
}

const NAVBAR = { width: { base: 64, md: 188 }, breakpoint: 'xs', collapsed: { mobile: true } } as const;

/** What stands around every page of somebody who is signed in. */
export function Shell(): React.ReactNode {
  const help = useDialog();
  const navigate = useNavigate();
  const deadSince = useLiveChanges();
  const go = (to: string) => () => void navigate({ to });
  useKeys({
    'g t': go('/'),
    'g c': go('/calendar'),
    'g p': go('/posts'),
    'g a': go('/articles'),
    c: go('/compose'),
    '?': help.open,
  });
  return (
    <AppShell
      layout="alt"
      padding={0}
      header={{ height: { base: 56, xs: 63 } }}
      navbar={NAVBAR}
      footer={{ height: { base: 64, xs: 0 } }}
    >
      <AppShell.Navbar className={classes.navbar}>
        <Link to="/" className={classes.brand} title="Kawaraban, today">
          <Seal />
          <span className={classes.brandName}>
            <b>Kawaraban</b>
            <NewsroomName />
          </span>
        </Link>
        <SideNavigation />
        <Who deadSince={deadSince} />
      </AppShell.Navbar>
      <AppShell.Header className={classes.header}>
        <Masthead />
      </AppShell.Header>
      <AppShell.Main className={classes.main}>
        <Bands deadSince={deadSince} />
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer className={classes.footer} hiddenFrom="xs">
        <TabBar />
      </AppShell.Footer>
      {help.isOpen && (
        <Suspense>
          <KeyHelp close={help.close} />
        </Suspense>
      )}
    </AppShell>
  );
}
