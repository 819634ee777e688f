import type { EventDisplayInfo } from '@fullcalendar/react';
import { VisuallyHidden } from '@mantine/core';
import { NetworkMark } from '../../parts/account-name.js';
import { STATES } from '../../parts/state-mark.js';
import type { NetworkName } from '../../server/contract.js';
import { useNewsroomTime } from '../../time/time-context.js';
import type { Card } from './cards.js';
import type { Place } from './to-events.js';
import classes from './calendar.module.css';

/** From here on a card is high enough for two lines as they are set elsewhere. */
const TWO_LINES_MS = 36 * 60_000;

/** What stands at a place: a card, a free slot as a diamond with its time, quiet hours with their end. */
export function CardContent({ info }: { readonly info: EventDisplayInfo }): React.ReactNode {
  const place = info.event.extendedProps.place as Place;
  switch (place.kind) {
    case 'card':
      return (
        <PostCard
          card={place.card}
          timeText={info.timeText}
          isLifted={info.isMirror || place.isInHand}
          // Where time has no height, as many lines as a glance takes.
          className={hasHeight(info) ? '' : 'two'}
          isLow={hasHeight(info) && lengthOf(info) < TWO_LINES_MS}
        />
      );
    case 'slot':
      return <Slot at={place.at} network={place.network} />;
    case 'quiet':
      return <span className={classes.quietWords}>{place.words}</span>;
    case 'gap':
      return null;
  }
}

/** Whether a place is as high as its time is long, one pixel a minute. */
function hasHeight({ view }: EventDisplayInfo): boolean {
  return view.type.startsWith('timeGrid');
}

function lengthOf({ event: { start, end } }: EventDisplayInfo): number {
  return start === null || end === null ? 0 : end.getTime() - start.getTime();
}

function Slot({ at, network }: { readonly at: number; readonly network: NetworkName }): React.ReactNode {
  const time = useNewsroomTime();
  return (
    <span className={classes.slot}>
      {time.clock(at)} free <NetworkMark network={network} />
    </span>
  );
}

interface PostCardProps {
  readonly card: Card;
  readonly timeText: string;
  readonly isLifted: boolean;
  /** Of its words. */
  readonly className: string;
  /** Two lines stand in it only when they stand close. */
  readonly isLow: boolean;
}

/** By the state of its posts. */
function PostCard({ card, timeText, isLifted, className, isLow }: PostCardProps): React.ReactNode {
  const [first] = card.posts;
  if (first === undefined) return null;
  const { icon: Mark, word } = STATES[first.state];
  // On narrow cards these two say enough by their mark; the legend has the word.
  const isPlain = first.state === 'scheduled' || first.state === 'published';
  return (
    <div
      className={classes.card}
      data-state={first.state}
      data-lifted={isLifted}
      data-low={isLow}
      data-keys="row"
      data-row
      data-card={card.id}
      tabIndex={-1}
    >
      <div className={classes.inside}>
        <p className={classes.top}>
          <Mark size={13} aria-hidden />
          <b>{timeText}</b>
          {isPlain ? <VisuallyHidden>{word}</VisuallyHidden> : <span className={classes.word}>{word}</span>}
          <span className={classes.nets}>
            {card.posts.map(({ id, network }) => (
              <NetworkMark key={id} network={network} />
            ))}
          </span>
        </p>
        <p className={`${classes.said ?? ''} ${className}`} dir="auto">
          {card.words}
        </p>
      </div>
    </div>
  );
}
