import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { BusyButton } from '../../actions/busy-button.js';
import { usePress } from '../../actions/use-press.js';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import type { Role } from '../../server/contract.js';
import { useAct } from '../../server/use-act.js';
import { ROLE_OPTIONS } from './role-options.js';

/** They choose their password themselves, by the link that comes of it. */
export function AddPerson({ showLink }: { readonly showLink: (link: string) => void }): React.ReactNode {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const act = useAct();
  const { press, isBusy } = usePress(async () => {
    const added = await act(() => call('addPerson', { body: { name, login, role } }), `${name} was added`);
    if (added === null) return;
    showLink(added.link);
    setName('');
    setLogin('');
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void press();
      }}
    >
      <SectionHead title="Add a person" />
      <div className="buttons">
        <TextInput
          aria-label="Name"
          placeholder="Name"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          aria-label="To sign in"
          placeholder="Short name or e-mail"
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <Select aria-label="Role" data={ROLE_OPTIONS} value={role} onChange={(next) => setRole(next ?? role)} />
        <BusyButton type="submit" variant="filled" isBusy={isBusy}>
          Add
        </BusyButton>
      </div>
    </form>
  );
}
