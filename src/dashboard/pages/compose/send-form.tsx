import { Checkbox, SegmentedControl } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { BusyButton } from '../../actions/busy-button.js';
import type { Post, Preview } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { ShortTime } from '../../time/moment.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { wallNow, wallTimeToInstant } from '../../time/wall-time.js';
import type { ComposeDraft } from './compose-draft.js';
import { Conflict } from './conflict.js';
import type { Edited } from './draft-of.js';
import { GoesOut } from './goes-out.js';
import type { DraftInHand } from './use-compose-draft.js';
import type { Judged } from './use-obstacle.js';
import { type MadeBefore as MadeBeforeProps, useSend } from './use-send.js';
import classes from './compose.module.css';

/** When, by whose leave, for how much; and the button that puts it before the public. */
export function SendForm(props: Judged): React.ReactNode {
  const { inHand, edited, previews } = props;
  const send = useSend(props);
  useHotkeys([['mod+Enter', () => void send.queue()]], []);
  const needsApproval = inHand.draft.askApproval || previews.some((preview) => preview.needsApproval);
  const isDraft = edited === null || edited[0].state === 'draft';
  return (
    <div className={classes.send}>
      {isDraft && <When inHand={inHand} kept={edited?.[0] ?? null} />}
      {isDraft && <Approval inHand={inHand} previews={previews} />}
      <GoesOut previews={previews} />
      {send.conflict !== null && (
        <Conflict theirs={send.conflict} mine={inHand.draft} takeTheirs={send.takeTheirs} keepMine={send.keepMine} />
      )}
      {send.madeBefore !== null && <MadeBefore {...send.madeBefore} />}
      {send.complaint !== null && (
        <p role="alert" className="shu">
          {send.complaint}
        </p>
      )}
      <div className="buttons">
        <BusyButton
          variant="seal"
          size="sm"
          isBusy={send.busyAs === 'queue'}
          onClick={() => void send.queue()}
          rightSection={<kbd aria-hidden>⌘↵</kbd>}
        >
          {mainVerb(edited, needsApproval)}
        </BusyButton>
        {isDraft && (
          <BusyButton size="sm" isBusy={send.busyAs === 'draft'} onClick={() => void send.keep()}>
            Keep as draft
          </BusyButton>
        )}
        <span className="sm dim">What you write stays in this browser until then.</span>
      </div>
    </div>
  );
}

function MadeBefore({ post, as }: MadeBeforeProps): React.ReactNode {
  return (
    <p role="alert" className="amber">
      Your first version was {as === 'draft' ? 'kept as a draft' : 'queued'} after all
      {post !== null && (
        <>
          {': '}
          <Link to="/posts/$id" params={{ id: post.id }} target="_blank">
            look at it
          </Link>
        </>
      )}
      . What you changed since then is not in it. Pressed again, this is one more post.
    </p>
  );
}

function mainVerb(edited: Edited | null, needsApproval: boolean): string {
  if (edited === null || edited[0].state === 'draft') return needsApproval ? 'Ask approval' : 'Queue';
  return edited[0].state === 'rejected' ? 'Save and send' : 'Save the new words';
}

const MINUTE_MS = 60_000;
const WHENS = [
  { value: 'now', label: 'Now' },
  { value: 'slot', label: 'Next free slot' },
  { value: 'at', label: 'At' },
];

interface WhenProps {
  readonly inHand: DraftInHand;
  /** The draft that was kept; null = it is a new one. */
  readonly kept: Post | null;
}

function When({ inHand: { draft, change }, kept }: WhenProps): React.ReactNode {
  const time = useNewsroomTime();
  const now = useNow(MINUTE_MS);
  const at = draft.wall === null ? null : wallTimeToInstant(draft.wall, time.zone);
  const letters = time.letters(at ?? now);
  const choose = (when: string): void => {
    if (when === 'at') change({ when, wall: draft.wall ?? wallNow(time.zone, now + 10 * MINUTE_MS) });
    else change({ when: when === 'slot' ? 'slot' : 'now' });
  };
  return (
    <div className={classes.line}>
      <span className={classes.label}>When</span>
      <div>
        <div className="buttons">
          <SegmentedControl data={WHENS} value={draft.when} onChange={choose} aria-label="When" />
          {draft.when === 'at' && (
            <DateTimePicker
              aria-label={`Time, ${letters}`}
              value={draft.wall}
              onChange={(wall) => change({ when: 'at', wall })}
              minDate={wallNow(time.zone, now)}
              valueFormat={`ddd D MMM, HH:mm [${letters}]`}
              className={classes.at}
            />
          )}
        </div>
        <Passed draft={draft} at={at} kept={kept} />
      </div>
    </div>
  );
}

interface PassedProps {
  readonly draft: ComposeDraft;
  readonly at: number | null;
  readonly kept: Post | null;
}

/** Of a time that was chosen here, or when the draft was kept. */
function Passed({ draft: { when }, at, kept }: PassedProps): React.ReactNode {
  const now = useNow(MINUTE_MS);
  if (when === 'at' && at !== null && at < now)
    return <p className="amber">That time has passed: it would go out now.</p>;
  if (when !== 'now' || kept === null || !isKeptForPast(kept, now)) return null;
  return (
    <p className="amber">
      Its time, <ShortTime at={kept.dueAt} />, has passed: it would go out now.
    </p>
  );
}

/** What was kept for now was due when it was made. */
function isKeptForPast({ inSlot, dueAt, createdAt }: Post, now: number): boolean {
  const due = Date.parse(dueAt);
  return !inSlot && due < now && due - Date.parse(createdAt) > MINUTE_MS;
}

interface OfPreviews {
  readonly inHand: DraftInHand;
  readonly previews: readonly Preview[];
}

function Approval({ inHand: { draft, change }, previews }: OfPreviews): React.ReactNode {
  const isAsked = previews.some(({ needsApproval }) => needsApproval);
  return (
    <div className={classes.line}>
      <span className={classes.label}>Approval</span>
      {isAsked ? (
        <span>By a second person, as your newsroom asks.</span>
      ) : (
        <Checkbox
          label="Ask a second person to look at it"
          checked={draft.askApproval}
          onChange={(event) => change({ askApproval: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}
