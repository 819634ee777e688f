import { Timeline } from '@mantine/core';
import { NETWORK_TITLES } from '../../parts/account-name.js';
import type { Delivery, NetworkName, PostEvent } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { msOf, span } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { useWritten } from '../../time/use-written.js';
import { eventDetail } from './event-detail.js';
import { eventMark, eventTitle } from './event-words.js';
import { punctuality } from './punctuality.js';
import classes from './post.module.css';

interface LifeLineProps {
  readonly events: readonly PostEvent[];
  /** One for each time that it was sent, in the same order. */
  readonly deliveries: readonly Delivery[];
  readonly network: NetworkName;
}

/** Everything that happened to it, in order, with the pauses between. */
export function LifeLine({ events, deliveries, network }: LifeLineProps): React.ReactNode {
  const told = events.filter(({ kind }) => kind !== 'post-note');
  const sent = told.filter(({ kind }) => kind === 'delivery-opened');
  return (
    <Timeline bulletSize={24} lineWidth={1} color="var(--kwb-edge)" className={classes.line}>
      {told.map((event, index) => (
        <LifeEvent
          key={event.id}
          event={event}
          before={told[index - 1] ?? null}
          delivery={deliveries[sent.indexOf(event)] ?? null}
          network={network}
        />
      ))}
    </Timeline>
  );
}

interface LifeEventProps {
  readonly event: PostEvent;
  readonly before: PostEvent | null;
  /** What it began; null = it is no sending. */
  readonly delivery: Delivery | null;
  readonly network: NetworkName;
}

const PAUSE_MS = 5 * 60_000;

function LifeEvent({ event, before, delivery, network }: LifeEventProps): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  const written = useWritten();
  const { icon: Mark, tone } = eventMark(event);
  const detail = [eventDetail(event, written), delivery === null ? '' : punctuality(delivery)].filter(
    (words) => words !== '',
  );
  const pause = before === null ? 0 : msOf(event.at) - msOf(before.at);
  const isOtherDay = time.dayKey(event.at) !== time.dayKey(before?.at ?? now);
  return (
    <Timeline.Item bullet={<Mark size={16} stroke={1.8} aria-hidden />} data-tone={tone} className={classes.event}>
      {pause > PAUSE_MS && <p className="xs dim">{span(pause)} later</p>}
      <p className={classes.what}>
        {delivery === null ? eventTitle(event) : `Sent to ${NETWORK_TITLES[network]}`}
        <time className={`sm mid ${classes.at ?? ''}`} dateTime={event.at}>
          {isOtherDay && `${time.day(event.at)} `}
          {time.seconds(event.at)}
        </time>
      </p>
      {detail.length > 0 && <p className={classes.note}>{detail.join(' · ')}</p>}
    </Timeline.Item>
  );
}
