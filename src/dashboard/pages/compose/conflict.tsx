import { Button } from '@mantine/core';
import type { Post } from '../../server/contract.js';
import { type ComposeDraft, partsFor } from './compose-draft.js';
import classes from './compose.module.css';

interface ConflictProps {
  readonly theirs: Post;
  readonly mine: ComposeDraft;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
}

/** Two people on one post: both texts, and the choice. */
export function Conflict({ theirs, mine, takeTheirs, keepMine }: ConflictProps): React.ReactNode {
  return (
    <div className={classes.conflict} role="alert">
      <p>
        <b>{theirs.changedBy?.name ?? 'Somebody else'} changed this while you wrote.</b>
      </p>
      <div className={classes.both}>
        <div>
          <p className="xs dim">As it is now</p>
          <p className={`words ${classes.said ?? ''}`}>{theirs.parts.map(({ text }) => text).join('\n\n')}</p>
          <Button onClick={takeTheirs}>Take this one</Button>
        </div>
        <div>
          <p className="xs dim">Yours</p>
          <p className={`words ${classes.said ?? ''}`}>
            {partsFor(mine, theirs.account.id)
              .map(({ text }) => text)
              .join('\n\n')}
          </p>
          <Button onClick={keepMine}>Keep yours</Button>
        </div>
      </div>
    </div>
  );
}
