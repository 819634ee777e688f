import type { EventDisplayInfo } from '@fullcalendar/react';
import { VisuallyHidden } from '@mantine/core';
import { NetworkMark } from '../../parts/account-name.js';
import { STATES } from '../../parts/state-mark.js';
import type { Card } from './cards.js';
import classes from './calendar.module.css';

/** A card by its state; a free slot as a diamond with its time. */
export function CardContent({
  info: { event, timeText, isMirror },
}: {
  readonly info: EventDisplayInfo;
}): React.ReactNode {
  const card = event.extendedProps.card as Card | undefined;
  const [first] = card?.posts ?? [];
  if (card === undefined || first === undefined) return <span className={classes.slot}>{timeText} free</span>;
  const { icon: Mark, word } = STATES[first.state];
  // On narrow cards these two say enough by their mark; the legend has the word.
  const isPlain = first.state === 'scheduled' || first.state === 'published';
  return (
    <div className={classes.card} data-state={first.state} data-lifted={isMirror}>
      <p className={classes.top}>
        <Mark size={13} aria-hidden />
        <b>{timeText}</b>
        {isPlain ? <VisuallyHidden>{word}</VisuallyHidden> : <span>{word}</span>}
        <span className={classes.nets}>
          {card.posts.map(({ id, account }) => (
            <NetworkMark key={id} network={account.network} />
          ))}
        </span>
      </p>
      <p className={classes.said} dir="auto">
        {card.words}
      </p>
    </div>
  );
}
