import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { Clash } from './use-move-card.js';
import classes from './calendar.module.css';

/** While a card is in the hand over a time that something speaks against. */
export function ClashNote({ clash }: { readonly clash: Clash | null }): React.ReactNode {
  return (
    <div className={classes.clash} role="status">
      {clash !== null && (
        <div>
          <p className="amber">
            <IconAlertTriangleFilled size={16} aria-hidden /> <b>{clash.at} is too close</b>
          </p>
          <p>{clash.why}</p>
          <p>Let go here and it goes at the next free time.</p>
          <p className="xs dim">
            <kbd>Alt</kbd> keeps it here all the same, <kbd>Esc</kbd> puts it back
          </p>
        </div>
      )}
    </div>
  );
}
