import FullCalendar, { useCalendarController, type DatesSetInfo } from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import listPlugin from '@fullcalendar/react/list';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import { useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Failed } from '../../parts/failed.js';
import { reading } from '../../server/queries.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { CalendarBar } from './calendar-bar.js';
import { CLASSES } from './calendar-classes.js';
import { CardContent } from './card-content.js';
import { makeCards } from './cards.js';
import { ClashNote } from './clash-note.js';
import { Legend } from './legend.js';
import { businessHoursOf, eventsOf } from './to-events.js';
import { useMoveCard } from './use-move-card.js';
import classes from './calendar.module.css';

const PLUGINS = [timeGridPlugin, dayGridPlugin, listPlugin, interactionPlugin];

interface Range {
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

/** When everything goes out, in the newsroom's time; what is not out yet is moved by dragging it. */
export function CalendarPage(): React.ReactNode {
  const time = useNewsroomTime();
  const navigate = useNavigate();
  const isNarrow = useMediaQuery('(width < 48em)', undefined, { getInitialValueInEffect: false });
  const controller = useCalendarController();
  const [range, setRange] = useState<Range | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery({
    ...reading('readCalendar', { query: { from: range?.from ?? '', to: range?.to ?? '' } }),
    enabled: range !== null,
    placeholderData: keepPreviousData,
  });
  const accounts = query.data?.accounts.filter(({ state }) => state !== 'retired') ?? [];
  const shown = accounts.filter(({ id }) => !hidden.has(id));
  const posts = query.data?.posts.filter(({ account }) => !hidden.has(account.id)) ?? [];
  const cards = makeCards(posts);
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
        plugins={PLUGINS}
        controller={controller}
        initialView={isNarrow ? 'listWeek' : 'timeGridWeek'}
        timeZone={time.zone}
        headerToolbar={false}
        height={isNarrow ? 'auto' : 'calc(100vh - 11rem)'}
        locale="en-GB"
        firstDay={1}
        allDaySlot={false}
        nowIndicator
        slotDuration="01:00"
        slotMinHeight={60}
        snapDuration="00:05"
        eventMinHeight={28}
        slotEventOverlap={false}
        displayEventEnd={false}
        eventDurationEditable={false}
        defaultTimedEventDuration="00:30"
        dayMaxEvents={4}
        scrollTime={time.clock(Date.now() - 2 * 3_600_000)}
        eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }}
        slotHeaderFormat={{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }}
        businessHours={businessHoursOf(shown)}
        events={eventsOf(cards, query.data?.freeSlots ?? [], shown)}
        eventContent={(info) => <CardContent info={info} />}
        eventAllow={(to, event) => watch(event?.id ?? '', to.start.getTime())}
        eventDrop={(info) =>
          void drop(info.event.id, info.event.start?.getTime() ?? 0, info.revert, info.jsEvent.altKey)
        }
        eventClick={({ event }) => void navigate(placeOf(event.id))}
        datesSet={(info) => setRange(rangeOf(info))}
        {...CLASSES}
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
