import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { ListRow, ReadingList } from '../../parts/reading-list.js';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import { isAtLeast, type Role, type Token } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useAct } from '../../server/use-act.js';
import { useMe } from '../../server/use-me.js';
import { ROLE_TITLES } from '../../shell/role-titles.js';
import { Ago } from '../../time/moment.js';
import { OnceShown } from './once-shown.js';
import { ROLE_OPTIONS } from './role-options.js';

/** With a token a program does what its person may, or less. */
export function Tokens(): React.ReactNode {
  const query = useQuery(reading('listTokens'));
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <SectionHead title="Tokens for programs" />
      <ReadingList
        query={query}
        what="Tokens"
        empty="A token lets a program act for you."
        draw={(token) => <TokenRow key={token.id} token={token} />}
      />
      {secret !== null && (
        <OnceShown title="It is shown this once: keep it where the program finds it" secret={secret} />
      )}
      <AddToken showSecret={setSecret} />
    </>
  );
}

function TokenRow({ token: { id, name, role, person, lastUsedAt } }: { readonly token: Token }): React.ReactNode {
  const act = useAct();
  return (
    <ListRow
      title={name}
      note={
        <>
          {ROLE_TITLES[role]}, for {person.name}
          <span className="dot dim">{lastUsedAt === null ? 'never used' : <Ago at={lastUsedAt} />}</span>
        </>
      }
    >
      <ConfirmButton
        label="End"
        consequence="The program that has it can do nothing any more."
        verb="End it"
        act={() => act(() => call('removeToken', { params: { id } }), `${name} has ended`)}
        variant="subtle"
      />
    </ListRow>
  );
}

function AddToken({ showSecret }: { readonly showSecret: (secret: string) => void }): React.ReactNode {
  const me = useMe();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const act = useAct();
  const add = async (): Promise<void> => {
    const added = await act(() => call('addToken', { body: { name, role } }), 'A token was made');
    if (added === null) return;
    showSecret(added.secret);
    setName('');
  };
  return (
    <form
      className="buttons"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
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
      <Button type="submit">Make a token</Button>
    </form>
  );
}
