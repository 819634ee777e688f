import type { CalendarController } from '@fullcalendar/react';
import { ActionIcon, Button, Chip, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconWorld } from '@tabler/icons-react';
import { NetworkMark } from '../../parts/account-name.js';
import type { CalendarAccount } from '../../server/contract.js';
import { useNewsroomTime } from '../../time/time-context.js';
import classes from './calendar.module.css';

interface CalendarBarProps {
  readonly controller: CalendarController;
  readonly title: string;
  readonly accounts: readonly CalendarAccount[];
  readonly hidden: ReadonlySet<string>;
  readonly hide: (hidden: ReadonlySet<string>) => void;
}

const VIEWS = [
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
        <IconWorld size={15} aria-hidden /> All times {time.letters}
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
