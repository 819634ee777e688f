import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { CalendarAccount } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import type { Card } from './cards.js';
import { type Clash, findClash } from './find-clash.js';
import type { Hand } from './use-hand.js';
import classes from './calendar.module.css';

interface HandNoteProps {
  readonly hand: Hand | null;
  readonly card: Card | null;
  readonly cards: readonly Card[];
  readonly accounts: readonly CalendarAccount[];
}

/** While a card is in the hand: what speaks against the time, and where it goes instead; by keys, also where it is. */
export function HandNote({ hand, card, cards, accounts }: HandNoteProps): React.ReactNode {
  const clash = card === null || hand === null ? null : findClash(card, hand.at, { cards, accounts });
  const isShown = clash !== null || hand?.by === 'keys';
  return (
    <div className={classes.clash} role="status">
      {hand !== null && card !== null && isShown && <Note hand={hand} card={card} clash={clash} />}
    </div>
  );
}

interface NoteProps {
  readonly hand: Hand;
  readonly card: Card;
  readonly clash: Clash | null;
}

function Note({ hand, card, clash }: NoteProps): React.ReactNode {
  const now = useNow(60_000);
  const at = useNewsroomTime().zoned(hand.at, now);
  return (
    <div>
      {clash === null ? (
        <p>
          <b>{at}</b>
        </p>
      ) : (
        <>
          <p className="amber">
            <IconAlertTriangleFilled size={16} aria-hidden />{' '}
            <b>
              {at} is {clash.word}
            </b>
          </p>
          <p>{clash.why}</p>
          <Instead hand={hand} card={card} />
          <AllTheSame hand={hand} />
        </>
      )}
      {hand.by === 'keys' && (
        <p className="xs dim">
          <kbd>↑</kbd> <kbd>↓</kbd> 5 min, with <kbd>Shift</kbd> an hour, <kbd>←</kbd> <kbd>→</kbd> a day;{' '}
          <kbd>Enter</kbd> puts it here, <kbd>Esc</kbd> back
        </p>
      )}
    </div>
  );
}

function AllTheSame({ hand }: Pick<NoteProps, 'hand'>): React.ReactNode {
  const time = useNewsroomTime();
  const keep = `keep ${time.clock(hand.at)} all the same`;
  return hand.by === 'keys' ? (
    <p className="xs dim">
      <kbd>Alt</kbd> <kbd>Enter</kbd> {keep}
    </p>
  ) : (
    <p className="xs dim">
      <span className={classes.hint}>
        <kbd>Alt</kbd> {keep}
      </span>{' '}
      <span className={classes.hint}>
        <kbd>Esc</kbd> put it back
      </span>
    </p>
  );
}

function Instead({ hand, card }: Pick<NoteProps, 'hand' | 'card'>): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  const params = { id: card.posts[0]?.account ?? '' };
  const { data } = useQuery(
    reading('findFreeTime', { params, query: { from: new Date(hand.at).toISOString(), post: card.id } }),
  );
  if (data === undefined) return null;
  return data.at === null ? (
    <p>The account is free at no time of a year.</p>
  ) : (
    <p>
      Put down here, it goes at <b>{time.zoned(data.at, now)}</b>.
    </p>
  );
}
