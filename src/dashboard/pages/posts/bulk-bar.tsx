import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { ActButton } from '../../actions/act-button.js';
import { AskButton } from '../../actions/ask-button.js';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { may } from '../../actions/use-post-action.js';
import { WordsButton } from '../../actions/words-button.js';
import { useKeys } from '../../keys/use-keys.js';
import { dollars } from '../../parts/dollars.js';
import type { Bulk, Post, PostAction } from '../../server/contract.js';
import { useBulk } from './use-bulk.js';
import classes from './posts.module.css';

interface BulkBarProps {
  readonly posts: readonly Post[];
  readonly clear: () => void;
}

/** What can be done with the chosen posts; only those that it can be done with are touched. */
export function BulkBar({ posts, clear }: BulkBarProps): React.ReactNode {
  useKeys({ Escape: clear });
  const price = posts.reduce((sum, { priceMicros }) => sum + (priceMicros ?? 0), 0);
  if (posts.length === 0) return null;
  return (
    <div className={classes.bulk} role="region" aria-label="Chosen posts" data-keys="page">
      <b>{posts.length} chosen</b>
      {price > 0 && <span className="sm">{dollars(price)}</span>}
      <BulkActions posts={posts} clear={clear} />
      <span className={`xs ${classes.bulkKeys ?? ''}`} aria-hidden>
        <kbd>a</kbd> approve <kbd>m</kbd> move <kbd>h</kbd> hold
      </span>
      <Button variant="subtle" onClick={clear} rightSection={<kbd aria-hidden>Esc</kbd>}>
        Choose none
      </Button>
    </div>
  );
}

function BulkActions({ posts, clear }: BulkBarProps): React.ReactNode {
  const doWith = useBulk(clear);
  const able = (action: PostAction): Bulk['posts'] =>
    posts.filter((post) => may(post, action)).map(({ id, revision }) => ({ id, revision }));
  const [approvable, movable, holdable, cancellable] = [able('approve'), able('move'), able('hold'), able('cancel')];
  return (
    <>
      {approvable.length > 0 && (
        <ActButton variant="seal" data-key="a" act={() => doWith({ action: 'approve', posts: approvable })}>
          Approve {approvable.length}
        </ActButton>
      )}
      {movable.length > 0 && (
        <AskButton label={`Move ${movable.length}`} data-key="m">
          {(close) => <MoveMany move={(byMs) => doWith({ action: 'move', posts: movable, byMs })} close={close} />}
        </AskButton>
      )}
      {holdable.length > 0 && (
        <WordsButton
          label={`Hold ${holdable.length}`}
          data-key="h"
          question="Why are they held?"
          verb="Hold them"
          act={(reason) => doWith({ action: 'hold', posts: holdable, reason })}
        />
      )}
      {cancellable.length > 0 && (
        <ConfirmButton
          label={`Cancel ${cancellable.length}`}
          consequence="They will not go out. What is out already stays there."
          verb="Cancel them"
          act={() => doWith({ action: 'cancel', posts: cancellable })}
        />
      )}
    </>
  );
}

const MINUTE_MS = 60_000;

interface MoveManyProps {
  /** Null where it was refused. */
  readonly move: (byMs: number) => Promise<unknown>;
  readonly close: () => void;
}

function MoveMany({ move, close }: MoveManyProps): React.ReactNode {
  const [minutes, setMinutes] = useState<string | number>(30);
  const go = async (): Promise<void> => {
    if ((await move(Number(minutes) * MINUTE_MS)) !== null) close();
  };
  return (
    <>
      <NumberInput
        label="Minutes later; less than 0 is earlier"
        value={minutes}
        onChange={setMinutes}
        step={15}
        data-autofocus
      />
      <p>All by the same step, so that they keep their distance.</p>
      <ActButton variant="filled" act={go}>
        Move them
      </ActButton>
    </>
  );
}
