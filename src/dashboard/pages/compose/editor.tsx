import { Chip, Group, Tabs } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { NetworkMark } from '../../parts/account-name.js';
import type { Account, DraftPart } from '../../server/contract.js';
import { ALL, EMPTY_PART, partsFor, partsIn, withParts } from './compose-draft.js';
import { measurePart } from './measure.js';
import { PartEditor } from './part-editor.js';
import type { Caret } from './use-caret.js';
import type { DraftInHand } from './use-compose-draft.js';
import classes from './compose.module.css';

interface EditorProps {
  readonly inHand: DraftInHand;
  readonly accounts: readonly Account[];
  readonly chosen: readonly Account[];
  readonly isEdit: boolean;
  readonly caret: Caret;
}

/** One text for all accounts, and another for those that say it in their own way. */
export function Editor({ inHand, accounts, chosen, isEdit, caret }: EditorProps): React.ReactNode {
  const shown = chosen.some(({ id }) => id === caret.tab) ? caret.tab : ALL;
  return (
    <>
      {!isEdit && <ChooseAccounts inHand={inHand} accounts={accounts} />}
      {chosen.length > 1 && (
        <Tabs value={shown} onChange={(next) => caret.setTab(next ?? ALL)} mt="xs">
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
      <Parts inHand={inHand} tab={shown} chosen={chosen} caret={caret} />
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
  readonly caret: Caret;
}

function Parts({ inHand, tab, chosen, caret }: PartsProps): React.ReactNode {
  const { draft, change, isWaiting, waitFor } = inHand;
  const fields = useFields(caret);
  const parts = partsIn(draft, tab);
  const setParts = (next: (before: readonly DraftPart[]) => readonly DraftPart[]): void =>
    change((before) => withParts(before, tab, next(partsIn(before, tab))));
  const addPart = (): void => {
    setParts((before) => [...before, EMPTY_PART]);
    caret.goTo(parts.length);
  };
  const removePart = (position: number): void => {
    setParts((before) => before.filter((_, at) => at !== position));
    caret.goTo(Math.max(0, position - 1));
  };
  const measured = tab === ALL ? chosen : chosen.filter(({ id }) => id === tab);
  const mayThread = measured.some(({ network }) => network === 'x');
  // A picture finds its part by its place.
  const mayRemove = parts.length > 1 && !isWaiting;
  return parts.map((part, position) => (
    <PartEditor
      key={position}
      ref={(field) => {
        fields.current[position] = field;
      }}
      part={part}
      title={parts.length === 1 ? 'What the post says' : `Part ${position + 1} of ${parts.length}`}
      accounts={measured}
      isFirst={position === 0}
      change={(next) => setParts((before) => before.map((each, at) => (at === position ? next(each) : each)))}
      waitFor={waitFor}
      addNext={mayThread && position === parts.length - 1 ? addPart : null}
      remove={mayRemove ? () => removePart(position) : null}
    />
  ));
}

/** The fields of the parts. The first takes the focus when the page opens, then the one that the caret is led to. */
function useFields({ wanted }: Caret) {
  const fields = useRef<(HTMLTextAreaElement | null)[]>([]);
  useEffect(() => {
    // A page that opens stays at its top.
    fields.current[wanted?.part ?? 0]?.focus({ preventScroll: wanted === null });
  }, [wanted]);
  return fields;
}
