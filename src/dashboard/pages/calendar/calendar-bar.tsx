import type { CalendarController } from '@fullcalendar/react';
import { ActionIcon, Button, Chip, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconWorld } from '@tabler/icons-react';
import { NETWORK_TITLES, NetworkMark } from '../../parts/account-name.js';
import type { CalendarAccount } from '../../server/contract.js';
import { serviceNow } from '../../time/clock.js';
import type { NewsroomTime } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import classes from './calendar.module.css';

interface CalendarBarProps {
  readonly controller: CalendarController;
  readonly title: string;
  readonly accounts: readonly CalendarAccount[];
  readonly hidden: ReadonlySet<string>;
  readonly hide: (hidden: ReadonlySet<string>) => void;
}

export const VIEWS = [
  { value: 'timeGridDay', label: 'Day' },
  { value: 'timeGridWeek', label: 'Week' },
  { value: 'dayGridMonth', label: 'Month' },
  { value: 'listWeek', label: 'List' },
];

export function CalendarBar({ controller, title, accounts, hidden, hide }: CalendarBarProps): React.ReactNode {
  const time = useNewsroomTime();
  return (
    <div className={classes.bar}>
      <Button onClick={() => controller.today()}>Today</Button>
      <ActionIcon aria-label="Back" onClick={() => controller.prev()}>
        <IconChevronLeft size={18} />
      </ActionIcon>
      <ActionIcon aria-label="Ahead" onClick={() => controller.next()}>
        <IconChevronRight size={18} />
      </ActionIcon>
      <h2 className={classes.title}>{title}</h2>
      <NetworkChips accounts={accounts} hidden={hidden} hide={hide} />
      {accounts.map(({ id, name, network }) => (
        <Chip
          key={id}
          size="xs"
          variant="outline"
          checked={!hidden.has(id)}
          onChange={(isShown) => hide(new Set(isShown ? [...hidden].filter((other) => other !== id) : [...hidden, id]))}
        >
          <NetworkMark network={network} /> {name}
        </Chip>
      ))}
      <span className={`sm mid ${classes.zone ?? ''}`}>
        <IconWorld size={15} aria-hidden /> All times {lettersOf(controller, time)}
      </span>
      <SegmentedControl
        data={VIEWS}
        value={controller.view?.type ?? 'timeGridWeek'}
        onChange={(view) => controller.changeView(view)}
        aria-label="View"
      />
    </div>
  );
}

type NetworkChipsProps = Pick<CalendarBarProps, 'accounts' | 'hidden' | 'hide'>;

/** All accounts of a network at once, where one of them has several. */
function NetworkChips({ accounts, hidden, hide }: NetworkChipsProps): React.ReactNode {
  const networks = [...new Set(accounts.map(({ network }) => network))];
  if (networks.length < 2 || networks.length === accounts.length) return null;
  return networks.map((network) => {
    const ids = new Set(accounts.filter((each) => each.network === network).map(({ id }) => id));
    const others = [...hidden].filter((id) => !ids.has(id));
    return (
      <Chip
        key={network}
        size="xs"
        variant="outline"
        checked={[...ids].some((id) => !hidden.has(id))}
        onChange={(isShown) => hide(new Set(isShown ? others : [...others, ...ids]))}
      >
        {NETWORK_TITLES[network]}
      </Chip>
    );
  });
}

/** Of the days in sight; both where clocks change in them. */
function lettersOf({ view }: CalendarController, time: NewsroomTime): string {
  const ends = view === undefined ? [serviceNow()] : [view.activeStart.getTime(), view.activeEnd.getTime() - 1];
  return [...new Set(ends.map((at) => time.letters(at)))].join(', then ');
}
