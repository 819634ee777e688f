import { Chip, Group, Tabs } from '@mantine/core';
import { NetworkMark } from '../../parts/account-name.js';
import type { Account, DraftPart } from '../../server/contract.js';
import { ALL, EMPTY_PART, partsFor, partsIn, withParts } from './compose-draft.js';
import { measurePart } from './measure.js';
import { PartEditor } from './part-editor.js';
import type { DraftInHand } from './use-compose-draft.js';
import classes from './compose.module.css';

interface EditorProps {
  readonly inHand: DraftInHand;
  readonly accounts: readonly Account[];
  readonly chosen: readonly Account[];
  readonly isEdit: boolean;
  /** The account whose text is shown, or `ALL`. */
  readonly tab: string;
  readonly setTab: (tab: string) => void;
}

/** One text for all accounts, and another for those that say it in their own way. */
export function Editor({ inHand, accounts, chosen, isEdit, tab, setTab }: EditorProps): React.ReactNode {
  const shown = chosen.some(({ id }) => id === tab) ? tab : ALL;
  return (
    <>
      {!isEdit && <ChooseAccounts inHand={inHand} accounts={accounts} />}
      {chosen.length > 1 && (
        <Tabs value={shown} onChange={(next) => setTab(next ?? ALL)} mt="xs">
          <Tabs.List>
            <Tabs.Tab value={ALL}>One text for all</Tabs.Tab>
            {chosen.map((account) => (
              <Tabs.Tab key={account.id} value={account.id}>
                <AccountTab account={account} parts={partsFor(inHand.draft, account.id)} />
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      <Parts inHand={inHand} tab={shown} chosen={chosen} />
    </>
  );
}

function AccountTab({ account, parts }: { readonly account: Account; readonly parts: readonly DraftPart[] }) {
  const isTooLong = parts.some((part) => measurePart(part, account).overFrom !== null);
  return (
    <>
      <NetworkMark network={account.network} /> {account.name}
      {isTooLong && <span className="shu"> too long</span>}
    </>
  );
}

function ChooseAccounts({ inHand, accounts }: Pick<EditorProps, 'inHand' | 'accounts'>): React.ReactNode {
  return (
    <Chip.Group multiple value={[...inHand.draft.accounts]} onChange={(chosen) => inHand.change({ accounts: chosen })}>
      <Group gap="xs" className={classes.accounts} role="group" aria-label="Accounts">
        {accounts.map(({ id, name, network, simulated }) => (
          <Chip key={id} value={id} size="xs" variant="outline">
            <NetworkMark network={network} /> {name}
            {simulated && ' SIMULATED'}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

interface PartsProps {
  readonly inHand: DraftInHand;
  readonly tab: string;
  readonly chosen: readonly Account[];
}

function Parts({ inHand, tab, chosen }: PartsProps): React.ReactNode {
  const { draft, change, isWaiting, waitFor } = inHand;
  const parts = partsIn(draft, tab);
  const setParts = (next: (before: readonly DraftPart[]) => readonly DraftPart[]): void =>
    change((before) => withParts(before, tab, next(partsIn(before, tab))));
  const measured = tab === ALL ? chosen : chosen.filter(({ id }) => id === tab);
  const mayThread = measured.some(({ network }) => network === 'x');
  // A picture finds its part by its place.
  const mayRemove = parts.length > 1 && !isWaiting;
  return parts.map((part, position) => (
    <PartEditor
      key={position}
      part={part}
      title={parts.length === 1 ? 'What the post says' : `Part ${position + 1} of ${parts.length}`}
      accounts={measured}
      isFirst={position === 0}
      change={(next) => setParts((before) => before.map((each, at) => (at === position ? next(each) : each)))}
      waitFor={waitFor}
      addNext={mayThread && position === parts.length - 1 ? () => setParts((before) => [...before, EMPTY_PART]) : null}
      remove={mayRemove ? () => setParts((before) => before.filter((_, at) => at !== position)) : null}
    />
  ));
}
