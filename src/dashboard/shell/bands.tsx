import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconBellOff,
  IconRefresh,
  type Icon,
} from '@tabler/icons-react';
import { AccountName, NETWORK_TITLES } from '../parts/account-name.js';
import { asSentence } from '../parts/as-sentence.js';
import { LinkButton } from '../parts/link-button.js';
import type { Account, Silence, Today } from '../server/contract.js';
import { useToday } from '../server/use-today.js';
import { useNow } from '../time/clock.js';
import { span } from '../time/newsroom-time.js';
import { useNewsroomTime } from '../time/time-context.js';
import classes from './bands.module.css';

/** What everybody has to know, under the masthead of every page, the worst first. */
export function Bands({ deadSince }: { readonly deadSince: number | null }): React.ReactNode {
  const { data: today } = useToday();
  const paused = (today?.needs ?? []).flatMap((need) => (need.kind === 'account' ? [need.account] : []));
  const silence = today?.silence ?? null;
  return (
    <div className={classes.bands}>
      {silence !== null && <SilenceBand silence={silence} />}
      {paused.map((account) => (
        <PausedBand key={account.id} account={account} />
      ))}
      {today !== undefined && <LateBand health={today.health} />}
      {deadSince !== null && <NotLiveBand since={deadSince} />}
    </div>
  );
}

interface BandProps {
  readonly kind: 'silence' | 'broken' | 'late' | 'offline';
  readonly icon: Icon;
  readonly children: React.ReactNode;
  readonly way?: React.ReactNode;
}

function Band({ kind, icon: Mark, children, way }: BandProps): React.ReactNode {
  return (
    <div className={classes.band} data-kind={kind} role={kind === 'offline' ? 'status' : 'alert'}>
      <Mark size={20} aria-hidden />
      <p>{children}</p>
      {way}
    </div>
  );
}

function SilenceBand({ silence: { reason, startedAt, until } }: { readonly silence: Silence }): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  const way = (
    <LinkButton to="/posts" search={{ tab: 'needs' }} className={classes.silenceWay}>
      Look through what waits
    </LinkButton>
  );
  return (
    <Band kind="silence" icon={IconBellOff} way={way}>
      <b>Silence since {time.zoned(startedAt, now)}.</b> {reason}. Nothing goes out{' '}
      {until === null ? 'until somebody ends it' : `until ${time.short(until, now)}`}.
    </Band>
  );
}

function PausedBand({ account }: { readonly account: Account }): React.ReactNode {
  const way = <LinkButton to="/accounts">How</LinkButton>;
  return (
    <Band kind="broken" icon={IconAlertOctagonFilled} way={way}>
      <b>
        Nothing goes to <AccountName account={account} />.
      </b>{' '}
      {account.pausedReason ?? `${NETWORK_TITLES[account.network]} takes no posts from it`}. Its posts wait.
    </Band>
  );
}

/** Some lateness is in order: an account keeps its distance between posts. */
const LATE_MS = 60_000;

function LateBand({ health }: { readonly health: Today['health'] }): React.ReactNode {
  const { status, reasons, oldestLateMs } = health;
  const isLate = oldestLateMs !== null && oldestLateMs >= LATE_MS;
  // What only wants an eye has its place elsewhere: silence and accounts in bands of their own, the rest on Today.
  if (status !== 'not-ready' && !isLate) return null;
  return (
    <Band kind="late" icon={IconAlertTriangleFilled}>
      {isLate && <b>Posts are late by {span(oldestLateMs)}. </b>}
      {reasons.map(asSentence).join(' ')}
    </Band>
  );
}

function NotLiveBand({ since }: { readonly since: number }): React.ReactNode {
  const time = useNewsroomTime();
  return (
    <Band kind="offline" icon={IconRefresh}>
      <b>Not live since {time.seconds(since)}.</b> What you see may be old. Posts go out all the same. Trying again by
      itself.
    </Band>
  );
}
