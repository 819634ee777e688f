import { IconRss } from '@tabler/icons-react';
import { asSentence } from '../../parts/as-sentence.js';
import { LinkButton } from '../../parts/link-button.js';
import { sourceNote } from '../../parts/source-note.js';
import type { Source } from '../../server/contract.js';
import { useWritten } from '../../time/use-written.js';
import classes from './today.module.css';

/** A source that nothing is taken in from until a person has looked. */
export function SourceSlip({ source }: { readonly source: Source }): React.ReactNode {
  const written = useWritten();
  const why = source.pausedReason ?? source.lastPoll?.note ?? 'it brings nothing';
  return (
    <li className={classes.slip} data-state="held">
      <div className={classes.slipHead}>
        <span className={`amber ${classes.slipTitle ?? ''}`}>
          <IconRss size={16} aria-hidden /> Source to look at
        </span>
        <span className="xs dim">{source.name}</span>
      </div>
      <p className={classes.why}>{asSentence(written(sourceNote(why)))}</p>
      <div className="buttons">
        <LinkButton to="/sources">Look at it</LinkButton>
      </div>
    </li>
  );
}
