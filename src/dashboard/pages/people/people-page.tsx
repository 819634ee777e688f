import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActButton } from '../../actions/act-button.js';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { OnceShown } from '../../parts/once-shown.js';
import { ListRow, ReadingList } from '../../parts/reading-list.js';
import { call } from '../../server/call.js';
import type { Person } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useAct } from '../../server/use-act.js';
import { useMay, useMe } from '../../server/use-me.js';
import { ROLE_TITLES } from '../../shell/role-titles.js';
import { Ago } from '../../time/moment.js';
import { AddPerson } from './add-person.js';
import { RoleSelect } from './role-select.js';
import { Tokens } from './tokens.js';

/** Who may do what, and which programs act for them. */
export function PeoplePage(): React.ReactNode {
  const query = useQuery(reading('listPeople'));
  const isAdmin = useMay('admin');
  const [link, setLink] = useState<string | null>(null);
  return (
    <>
      <ReadingList
        query={query}
        what="People"
        empty="Nobody."
        draw={(person) => <PersonRow key={person.id} person={person} showLink={setLink} />}
      />
      {link !== null && (
        <OnceShown
          title="Give them this link: it opens once, and for three days"
          secret={new URL(link, window.location.origin).href}
        />
      )}
      {isAdmin && <AddPerson showLink={setLink} />}
      <Tokens />
    </>
  );
}

interface PersonRowProps {
  readonly person: Person;
  readonly showLink: (link: string) => void;
}

function PersonRow({ person, showLink }: PersonRowProps): React.ReactNode {
  const { name, login, role, state, hasPassword, lastSeenAt } = person;
  const isAdmin = useMay('admin');
  return (
    <ListRow
      title={name}
      note={
        <>
          {login}
          <span className="dot">{state === 'disabled' ? 'may not sign in' : ROLE_TITLES[role]}</span>
          <span className="dot dim">
            {lastSeenAt === null ? (
              hasPassword ? (
                'never here'
              ) : (
                'has not chosen a password yet'
              )
            ) : (
              <Ago at={lastSeenAt} />
            )}
          </span>
        </>
      }
    >
      {isAdmin && <PersonActions person={person} showLink={showLink} />}
    </ListRow>
  );
}

function PersonActions({ person: { id, name, role, state }, showLink }: PersonRowProps): React.ReactNode {
  const act = useAct(`person ${id}`);
  const me = useMe();
  const params = { id };
  const reset = async (): Promise<void> => {
    const made = await act(() => call('resetPassword', { params }), 'A link was made');
    if (made !== null) showLink(made.link);
  };
  const setState = (next: 'active' | 'disabled') =>
    act(() => call('changePerson', { params, body: { state: next } }), `${name}: changed`);
  return (
    <div className="buttons">
      {id !== me.id && (
        <RoleSelect
          label={`Role of ${name}`}
          role={role}
          choose={(next) =>
            act(() => call('changePerson', { params, body: { role: next } }), `${name}: ${ROLE_TITLES[next]}`)
          }
        />
      )}
      <ActButton act={reset}>Link for a new password</ActButton>
      {state === 'disabled' ? (
        <ActButton act={() => setState('active')}>Let in again</ActButton>
      ) : (
        id !== me.id && (
          <ConfirmButton
            label="Shut out"
            consequence={`${name} is signed out, and their tokens end.`}
            verb="Shut out"
            act={() => setState('disabled')}
            variant="subtle"
          />
        )
      )}
    </div>
  );
}
