import FullCalendar, { useCalendarController, type CalendarOptions, type DatesSetInfo } from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import listPlugin from '@fullcalendar/react/list';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { Failed } from '../../parts/failed.js';
import { serviceNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { CalendarBar } from './calendar-bar.js';
import { CLASSES } from './calendar-classes.js';
import { CardContent } from './card-content.js';
import { ClashNote } from './clash-note.js';
import { Legend } from './legend.js';
import { businessHoursOf, eventsOf } from './to-events.js';
import { type Range, useCalendar } from './use-calendar.js';
import { useMoveCard } from './use-move-card.js';
import classes from './calendar.module.css';

const TWO_HOURS_MS = 2 * 3_600_000;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const LOOK: CalendarOptions = {
  ...CLASSES,
  plugins: [timeGridPlugin, dayGridPlugin, listPlugin, interactionPlugin],
  headerToolbar: false,
  locale: 'en-GB',
  firstDay: 1,
  allDaySlot: false,
  nowIndicator: true,
  slotDuration: '01:00',
  slotMinHeight: 60,
  snapDuration: '00:05',
  eventMinHeight: 28,
  slotEventOverlap: false,
  displayEventEnd: false,
  eventDurationEditable: false,
  defaultTimedEventDuration: '00:30',
  dayMaxEvents: 4,
  eventTimeFormat: CLOCK,
  slotHeaderFormat: CLOCK,
  eventContent: (info) => <CardContent info={info} />,
};

/** When everything goes out, in the newsroom's time; what is not out yet is moved by dragging it. */
export function CalendarPage(): React.ReactNode {
  const time = useNewsroomTime();
  const navigate = useNavigate();
  const isNarrow = useMediaQuery('(width < 48em)', undefined, { getInitialValueInEffect: false });
  const controller = useCalendarController();
  const { query, range, setRange, accounts, shown, cards, hidden, setHidden } = useCalendar();
  const { clash, watch, drop } = useMoveCard({ cards, accounts, time });
  return (
    <div className={classes.page}>
      <CalendarBar
        controller={controller}
        title={range?.title ?? ''}
        accounts={accounts}
        hidden={hidden}
        hide={setHidden}
      />
      {query.isError && <Failed what="The calendar" error={query.error} again={() => void query.refetch()} />}
      {query.data?.isCut === true && (
        <p className="sm amber">There are more posts than are shown: look at fewer days.</p>
      )}
      <ClashNote clash={clash} />
      <FullCalendar
        key={isNarrow ? 'narrow' : 'wide'}
        {...LOOK}
        controller={controller}
        initialView={isNarrow ? 'listWeek' : 'timeGridWeek'}
        height={isNarrow ? 'auto' : 'calc(100vh - 11rem)'}
        timeZone={time.zone}
        scrollTime={time.clock(serviceNow() - TWO_HOURS_MS)}
        businessHours={businessHoursOf(shown)}
        events={eventsOf(cards, query.data?.freeSlots ?? [], shown)}
        eventAllow={(to, event) => watch(event?.id ?? '', to.start.getTime())}
        eventDrop={(info) =>
          void drop(info.event.id, info.event.start?.getTime() ?? 0, info.revert, info.jsEvent.altKey)
        }
        eventClick={({ event }) => void navigate(placeOf(event.id))}
        datesSet={(info) => setRange(rangeOf(info))}
      />
      <Legend />
    </div>
  );
}

function rangeOf({ start, end, view }: DatesSetInfo): Range {
  return { from: start.toISOString(), to: end.toISOString(), title: view.title };
}

/** A free slot leads to a new post, a card to its own page. */
function placeOf(id: string) {
  return id.startsWith('slot ') ? { to: '/compose' as const } : { to: '/posts/$id' as const, params: { id } };
}
