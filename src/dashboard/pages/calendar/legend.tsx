import { StateMark } from '../../parts/state-mark.js';
import { POST_STATES } from '../../server/contract.js';
import classes from './calendar.module.css';

export function Legend(): React.ReactNode {
  return (
    <div className={classes.legend} aria-hidden>
      {POST_STATES.map((state) => (
        <StateMark key={state} state={state} />
      ))}
      <span className={classes.legendEnd}>
        <span className={classes.diamond} /> free slot
      </span>
      <span>
        <span className={`hatch ${classes.swatch ?? ''}`} /> quiet hours
      </span>
    </div>
  );
}
