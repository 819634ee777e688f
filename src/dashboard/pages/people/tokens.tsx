import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { ListRow, ReadingList } from '../../parts/reading-list.js';
import { SectionHead } from '../../parts/section-head.js';
import { call } from '../../server/call.js';
import type { Token } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useAct } from '../../server/use-act.js';
import { ROLE_TITLES } from '../../shell/role-titles.js';
import { Ago } from '../../time/moment.js';
import { OnceShown } from '../../parts/once-shown.js';
import { AddToken } from './add-token.js';

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

function TokenRow({
  token: { id, name, role, person, lastUsedAt, expiresAt },
}: {
  readonly token: Token;
}): React.ReactNode {
  const act = useAct(`token ${id}`);
  return (
    <ListRow
      title={name}
      note={
        <>
          {ROLE_TITLES[role]}, for {person.name}
          <span className="dot dim">
            {lastUsedAt === null ? (
              'never used'
            ) : (
              <>
                used <Ago at={lastUsedAt} />
              </>
            )}
          </span>
          {expiresAt !== null && (
            <span className="dot dim">
              ends <Ago at={expiresAt} />
            </span>
          )}
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
