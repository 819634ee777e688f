import { useQuery } from '@tanstack/react-query';
import { ActButton } from '../../actions/act-button.js';
import { WordsButton } from '../../actions/words-button.js';
import type { Said } from '../../corner/say.js';
import { AccountName } from '../../parts/account-name.js';
import { dollars } from '../../parts/dollars.js';
import { ListRow, ReadingList } from '../../parts/reading-list.js';
import { call } from '../../server/call.js';
import { type Account, type Health, type NetworkName, NETWORKS } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useAct } from '../../server/use-act.js';
import { useMay } from '../../server/use-me.js';
import { span } from '../../time/newsroom-time.js';
import { HowToConnect } from './how-to-connect.js';

/** The X accounts and Facebook Pages: health, limits, habits, money. */
export function AccountsPage(): React.ReactNode {
  const query = useQuery(reading('listAccounts'));
  const mayConnect = useMay('admin');
  const isReal = (network: NetworkName): boolean =>
    query.data?.items.some((account) => account.network === network && !account.simulated) !== false;
  return (
    <>
      <ReadingList
        query={query}
        what="Accounts"
        empty="Their keys stand in the configuration of the service."
        draw={(account) => <AccountRow key={account.id} account={account} />}
      />
      {mayConnect && <HowToConnect networks={NETWORKS.filter((network) => !isReal(network))} />}
    </>
  );
}

function AccountRow({ account }: { readonly account: Account }): React.ReactNode {
  const { state, pausedReason, money } = account;
  return (
    <ListRow
      state={state === 'paused' ? 'held' : 'published'}
      title={<AccountName account={account} />}
      note={
        <>
          {state === 'paused' && <p className="amber">Paused: {pausedReason ?? 'nobody wrote down why'}</p>}
          <p>{habitsOf(account)}</p>
          {(money.budgetMicros !== null || money.spentMicros > 0) && (
            <p className="dim">
              {dollars(money.spentMicros)} spent this month
              {money.budgetMicros !== null && ` of ${dollars(money.budgetMicros)}`}, {dollars(money.scheduledMicros)}{' '}
              planned
            </p>
          )}
        </>
      }
    >
      <AccountActions account={account} />
    </ListRow>
  );
}

function habitsOf({ limits }: Account): string {
  const { minimumGapMs, postsPerHour, postsPerDay, quietHours, slots, zone } = limits;
  const habits = [
    minimumGapMs > 0 && `${span(minimumGapMs)} between posts`,
    postsPerHour !== null && `${postsPerHour} an hour`,
    postsPerDay !== null && `${postsPerDay} a day`,
    quietHours !== null && `quiet from ${quietHours.from} to ${quietHours.to}`,
    slots.length > 0 && `slots at ${slots.join(', ')}`,
    `times of ${zone}`,
  ];
  return habits.filter((habit) => habit !== false).join(' · ');
}

function AccountActions({ account: { id, name, state } }: { readonly account: Account }): React.ReactNode {
  const act = useAct(`account ${id}`);
  const params = { id };
  const check = () =>
    act(
      () => call('checkAccount', { params }),
      (health) => saidOf(name, health),
    );
  if (!useMay('editor')) return null;
  return (
    <div className="buttons">
      <ActButton act={check}>Ask the network</ActButton>
      {state === 'paused' ? (
        <ActButton variant="filled" act={() => act(() => call('resumeAccount', { params }), `${name} sends again`)}>
          It is mended: send again
        </ActButton>
      ) : (
        <WordsButton
          label="Pause"
          question="Why is it paused?"
          verb="Pause it"
          act={(reason) => act(() => call('pauseAccount', { params, body: { reason } }), `Nothing goes out on ${name}`)}
        />
      )}
    </div>
  );
}

function saidOf(name: string, health: Health): Said {
  if (health.kind !== 'healthy') return { kind: 'refused', title: name, message: health.message };
  return { kind: 'done', title: name, message: `${health.displayName}: all is well` };
}
