import { Anchor } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { complaintOf, isMissing } from '../server/refused.js';
import classes from './failed.module.css';
import { NoSuch, type Thing } from './no-such.js';

interface FailedProps {
  /** What could not be read: "This list". */
  readonly what: string;
  /** What the page is about, which may not be there at all. */
  readonly thing?: Thing;
  readonly error: unknown;
  readonly again: () => void;
}

/** A part of the page that failed; the rest of it stays as it is. */
export function Failed({ what, thing, error, again }: FailedProps): React.ReactNode {
  if (thing !== undefined && isMissing(error)) return <NoSuch thing={thing} />;
  return (
    <div className={classes.failed} role="alert">
      <IconAlertTriangleFilled size={20} aria-hidden />
      <div>
        <p>
          {what} could not be read.{' '}
          <Anchor component="button" onClick={again}>
            Try again
          </Anchor>
        </p>
        <p className="sm mid">{complaintOf(error)} Posts go out all the same.</p>
      </div>
    </div>
  );
}
