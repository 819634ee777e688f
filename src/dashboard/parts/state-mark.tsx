import {
  IconAlertOctagonFilled,
  IconArrowBackUp,
  IconCancel,
  IconCircleArrowUp,
  IconCircleCheckFilled,
  IconClockHour4,
  IconHourglass,
  IconPencil,
  IconCirclePause,
  IconProgressHelp,
  IconSquareCheck,
  type Icon,
} from '@tabler/icons-react';
import type { PostState } from '../server/contract.js';
import classes from './state-mark.module.css';

/** What editors call each state, and its mark. */
export const STATES: Readonly<Record<PostState, { readonly word: string; readonly icon: Icon }>> = {
  draft: { word: 'Draft', icon: IconPencil },
  'awaiting-approval': { word: 'To approve', icon: IconSquareCheck },
  held: { word: 'Held', icon: IconCirclePause },
  scheduled: { word: 'Scheduled', icon: IconClockHour4 },
  publishing: { word: 'Going out', icon: IconCircleArrowUp },
  published: { word: 'Published', icon: IconCircleCheckFilled },
  rejected: { word: 'Refused', icon: IconAlertOctagonFilled },
  unconfirmed: { word: 'Not sure', icon: IconProgressHelp },
  expired: { word: 'Too late', icon: IconHourglass },
  cancelled: { word: 'Cancelled', icon: IconCancel },
  retracted: { word: 'Taken back', icon: IconArrowBackUp },
};

interface StateMarkProps {
  readonly state: PostState;
  /** Another word than the usual one, such as "Held, headline changed". */
  readonly word?: string;
}

/** A state by its colour, icon and word. */
export function StateMark({ state, word }: StateMarkProps): React.ReactNode {
  const { icon: Mark, word: usual } = STATES[state];
  return (
    <span className={classes.mark} data-state={state}>
      <Mark size={16} stroke={1.9} aria-hidden />
      {word ?? usual}
    </span>
  );
}
