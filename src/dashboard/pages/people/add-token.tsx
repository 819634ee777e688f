import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { BusyButton } from '../../actions/busy-button.js';
import { usePress } from '../../actions/use-press.js';
import { call } from '../../server/call.js';
import { isAtLeast, type Role } from '../../server/contract.js';
import { useAct } from '../../server/use-act.js';
import { useMe } from '../../server/use-me.js';
import { serviceNow } from '../../time/clock.js';
import { ROLE_OPTIONS } from './role-options.js';

const DAY_MS = 86_400_000;
const NEVER = 'never';
const LENGTHS = [
  { value: '30', label: 'for 30 days' },
  { value: '90', label: 'for 90 days' },
  { value: '365', label: 'for a year' },
  { value: NEVER, label: 'until it is ended' },
];

/** With what it may do, and for how long. */
export function AddToken({ showSecret }: { readonly showSecret: (secret: string) => void }): React.ReactNode {
  const me = useMe();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [days, setDays] = useState('90');
  const act = useAct();
  const { press, isBusy } = usePress(async () => {
    const expiresAt = days === NEVER ? null : new Date(serviceNow() + Number(days) * DAY_MS).toISOString();
    const added = await act(() => call('addToken', { body: { name, role, expiresAt } }), 'A token was made');
    if (added === null) return;
    showSecret(added.secret);
    setName('');
  });
  return (
    <Group
      component="form"
      gap="xs"
      mt="sm"
      onSubmit={(event) => {
        event.preventDefault();
        void press();
      }}
    >
      <TextInput
        aria-label="What the token is for"
        placeholder="What it is for"
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        aria-label="Role of the token"
        data={ROLE_OPTIONS.filter(({ value }) => isAtLeast(me.role, value))}
        value={role}
        onChange={(next) => setRole(next ?? role)}
      />
      <Select aria-label="How long it is good" data={LENGTHS} value={days} onChange={(next) => setDays(next ?? days)} />
      <BusyButton type="submit" isBusy={isBusy}>
        Make a token
      </BusyButton>
    </Group>
  );
}
