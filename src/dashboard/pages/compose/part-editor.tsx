import { ActionIcon, RingProgress, Textarea, Tooltip } from '@mantine/core';
import { IconListTree, IconTrash } from '@tabler/icons-react';
import { NETWORK_TITLES } from '../../parts/account-name.js';
import type { Account, DraftPart } from '../../server/contract.js';
import type { ChangePart } from './compose-draft.js';
import { LinkField } from './link-field.js';
import { AddPicture, Pictures } from './pictures.js';
import { measurePart } from './measure.js';
import type { DraftInHand } from './use-compose-draft.js';
import classes from './compose.module.css';

interface PartEditorProps {
  /** Where its words are typed. */
  readonly ref: React.Ref<HTMLTextAreaElement>;
  readonly part: DraftPart;
  readonly title: string;
  readonly accounts: readonly Account[];
  readonly isFirst: boolean;
  readonly change: (change: ChangePart) => void;
  readonly waitFor: DraftInHand['waitFor'];
  readonly addNext: (() => void) | null;
  readonly remove: (() => void) | null;
}

/** The words of one part, its link, its pictures, and how much room is left. */
export function PartEditor(props: PartEditorProps): React.ReactNode {
  const { ref, part, title, accounts, isFirst, change, waitFor, addNext, remove } = props;
  const set = (next: Partial<DraftPart>): void => change((before) => ({ ...before, ...next }));
  return (
    <div className={classes.editor}>
      <Textarea
        ref={ref}
        aria-label={title}
        placeholder={isFirst ? 'What do you want to say?' : 'And then?'}
        variant="unstyled"
        minRows={isFirst ? 5 : 2}
        classNames={{ input: classes.text ?? '' }}
        value={part.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        dir="auto"
      />
      <Pictures media={part.media} change={change} />
      <div className={classes.foot}>
        <AddPicture change={change} waitFor={waitFor} />
        <LinkField link={part.link} setLink={(link) => set({ link })} />
        {addNext !== null && <Tool title="Add a part to the thread" icon={<IconListTree size={18} />} act={addNext} />}
        {remove !== null && <Tool title="Remove this part" icon={<IconTrash size={18} />} act={remove} />}
        <Gauges part={part} accounts={accounts} />
      </div>
    </div>
  );
}

interface ToolProps {
  readonly title: string;
  readonly icon: React.ReactNode;
  readonly act: () => void;
}

function Tool({ title, icon, act }: ToolProps): React.ReactNode {
  return (
    <Tooltip label={title}>
      <ActionIcon aria-label={title} onClick={act}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

interface GaugesProps {
  readonly part: DraftPart;
  readonly accounts: readonly Account[];
}

/** How much room is left where it is scarce: the tightest account of each network that counts below a thousand. */
function Gauges({ part, accounts }: GaugesProps): React.ReactNode {
  const measured = accounts.map((account) => ({ account, ...measurePart(part, account) }));
  const scarce = measured.filter(({ limit }) => limit < 1_000).sort((a, b) => b.used / b.limit - a.used / a.limit);
  const [tightest] = scarce;
  if (tightest === undefined) return <span className={classes.gauge}>{measured[0]?.used ?? 0} characters</span>;
  const { used, limit, account } = tightest;
  const color = used > limit ? 'var(--kwb-shu-mark)' : 'var(--kwb-ink)';
  return (
    <span className={classes.gauge}>
      <RingProgress
        size={22}
        thickness={3}
        sections={[{ value: Math.min(100, (used / limit) * 100), color }]}
        rootColor="var(--kwb-sunk)"
        aria-hidden
      />
      <span className={used > limit ? 'shu' : ''}>
        <b>{used}</b> of {limit} on {NETWORK_TITLES[account.network]}
      </span>
    </span>
  );
}
