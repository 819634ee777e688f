import { Button } from '@mantine/core';
import classes from './two-versions.module.css';

export interface Choices {
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
}

interface TwoVersionsProps extends Choices {
  /** Who changed it meanwhile, and what. */
  readonly children: React.ReactNode;
  readonly theirs: React.ReactNode;
  readonly mine: React.ReactNode;
}

/** Two people on one thing: both as they stand, and the choice. */
export function TwoVersions({ children, theirs, mine, takeTheirs, keepMine }: TwoVersionsProps): React.ReactNode {
  return (
    <div className={classes.conflict} role="alert">
      <p>{children}</p>
      <div className={classes.both}>
        <div>
          <p className="xs dim">As it is now</p>
          {theirs}
          <Button onClick={takeTheirs}>Take this one</Button>
        </div>
        <div>
          <p className="xs dim">Yours</p>
          {mine}
          <Button onClick={keepMine}>Keep yours</Button>
        </div>
      </div>
    </div>
  );
}
