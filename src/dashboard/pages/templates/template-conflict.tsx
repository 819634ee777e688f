import { Button } from '@mantine/core';
import classes from './templates.module.css';

interface TemplateConflictProps {
  readonly theirs: string;
  readonly mine: string;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
}

/** Two people on one template: both texts, and the choice. */
export function TemplateConflict({ theirs, mine, takeTheirs, keepMine }: TemplateConflictProps): React.ReactNode {
  return (
    <div className={classes.conflict} role="alert">
      <p>
        <b>Somebody else changed this file while you wrote.</b>
      </p>
      <div className={classes.both}>
        <div>
          <p className="xs dim">As it is now</p>
          <pre className={classes.version} tabIndex={0} aria-label="As it is now">
            {theirs}
          </pre>
          <Button onClick={takeTheirs}>Take this one</Button>
        </div>
        <div>
          <p className="xs dim">Yours</p>
          <pre className={classes.version} tabIndex={0} aria-label="Yours">
            {mine}
          </pre>
          <Button onClick={keepMine}>Keep yours</Button>
        </div>
      </div>
    </div>
  );
}
