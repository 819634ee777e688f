import FullCalendar, {
  useCalendarController,
  type CalendarOptions,
  type CalendarRef,
  type DatesSetInfo,
} from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import listPlugin from '@fullcalendar/react/list';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import { useCallbackRef, useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useWalkKeys } from '../../keys/use-row-keys.js';
import { Failed } from '../../parts/failed.js';
import { serviceNow } from '../../time/clock.js';
import type { NewsroomTime } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { CalendarBar } from './calendar-bar.js';
import { CLASSES } from './calendar-classes.js';
import { CardContent } from './card-content.js';
import { DayCountsContext, DayHead } from './day-head.js';
import { HandNote } from './hand-note.js';
import { HourClock, NowClock } from './now-clock.js';
import { Legend } from './legend.js';
import { type Range, useCalendar } from './use-calendar.js';
import { useCalendarAddress } from './use-calendar-address.js';
import { useEvents } from './use-events.js';
import { useGaps } from './use-gaps.js';
import { type Handler, useMoving } from './use-moving.js';
import { useOpenPlace } from './use-open-place.js';
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
  titleFormat: { day: 'numeric', month: 'long' },
  views: {
    // So many stand beside each other that each still shows its mark and its time; the day has room for the others.
    timeGridWeek: { eventMaxStack: 2 },
    dayGridMonth: { titleFormat: { month: 'long', year: 'numeric' } },
  },
  eventDurationEditable: false,
  defaultTimedEventDuration: '00:30',
  dayMaxEvents: 4,
  moreLinkClick: 'timeGridDay',
  eventTimeFormat: CLOCK,
  slotHeaderFormat: CLOCK,
  dayHeaderContent: (info) => <DayHead info={info} />,
  slotHeaderContent: (info) => <HourClock info={info} />,
  nowIndicatorHeaderContent: () => <NowClock />,
  eventContent: (info) => <CardContent info={info} />,
  backgroundEventContent: (info) => <CardContent info={info} />,
};

/** When everything goes out, in the newsroom's time; what is not out yet is moved by dragging it, or by keys. */
export function CalendarPage(): React.ReactNode {
  const time = useNewsroomTime();
  const isNarrow = useMediaQuery('(width < 48em)', undefined, { getInitialValueInEffect: false });
  const controller = useCalendarController();
  const calendar = useRef<CalendarRef>(null);
  const { view, date, remember } = useCalendarAddress(controller, isNarrow ? 'listWeek' : 'timeGridWeek');
  const [scrollTime] = useState(() => firstInSight(serviceNow(), time));
  const { query, range, setRange, accounts, shown, cards, dayCounts, freeSlots, hidden, setHidden } = useCalendar();
  const { hand, handlers } = useMoving({ cards, accounts });
  const { openPlace, beginAt } = useOpenPlace(freeSlots);
  const events = useEvents({ cards, accounts: shown, freeSlots, range, hand });
  const card = cards.find(({ id }) => id === hand?.id) ?? null;
  useGaps({ calendar, card, cards, accounts });
  useWalkKeys();
  const eventClick = useCallbackRef<Handler<'eventClick'>>(({ event }) => {
    if (hand === null) openPlace(event);
  });
  const dateClick = useCallbackRef<Handler<'dateClick'>>(({ date, allDay }) => {
    if (!allDay) beginAt(date.getTime());
  });
  const datesSet = useCallbackRef<Handler<'datesSet'>>((info) => {
    setRange(rangeOf(info));
    remember(info.view.type);
  });
  return (
    <div className={classes.page}>
      <CalendarBar
        controller={controller}
        title={range?.title ?? ''}
        accounts={accounts}
        hidden={hidden}
        hide={setHidden}
      />
      <Complaints query={query} />
      <HandNote hand={hand} card={card} cards={cards} accounts={accounts} />
      <DayCountsContext value={dayCounts}>
        <FullCalendar
          key={isNarrow ? 'narrow' : 'wide'}
          ref={calendar}
          {...LOOK}
          {...handlers}
          controller={controller}
          initialView={view}
          initialDate={date}
          height={isNarrow ? 'auto' : 'calc(100vh - 11rem)'}
          timeZone={time.zone}
          scrollTime={scrollTime}
          events={events}
          eventClick={eventClick}
          dateClick={dateClick}
          datesSet={datesSet}
        />
      </DayCountsContext>
      <Legend />
    </div>
  );
}

/** Where the calendar begins to be seen: what went out just now stays in sight. */
function firstInSight(now: number, time: NewsroomTime): string {
  const earlier = now - TWO_HOURS_MS;
  return time.dayKey(earlier) === time.dayKey(now) ? time.clock(earlier) : '00:00';
}

function Complaints({ query }: Pick<ReturnType<typeof useCalendar>, 'query'>): React.ReactNode {
  return (
    <>
      {query.isError && <Failed what="The calendar" error={query.error} again={() => void query.refetch()} />}
      {query.data?.isCut === true && (
        <p className="sm amber">There are more posts than are shown: look at fewer days.</p>
      )}
    </>
  );
}

function rangeOf({ start, end, view }: DatesSetInfo): Range {
  return { from: start.toISOString(), to: end.toISOString(), title: view.title };
}
