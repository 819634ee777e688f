import { IconAlertTriangleFilled, IconCheck } from '@tabler/icons-react';
import { AccountName, NETWORK_TITLES } from '../../parts/account-name.js';
import { asSentence } from '../../parts/as-sentence.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Today } from '../../server/contract.js';
import { ShortTime } from '../../time/moment.js';
import classes from './today.module.css';

interface HealthProps {
  readonly health: Today['health'];
}

const MOST_SOURCES = 6;

/** What is wrong, then what is well: who sends, and who brings articles. */
export function Health({ health: { reasons, accounts, sources } }: HealthProps): React.ReactNode {
  return (
    <>
      <SectionHead title="Health" />
      <ul>
        {reasons.map((reason) => (
          <li key={reason} className={`${classes.health ?? ''} amber`}>
            <IconAlertTriangleFilled size={16} aria-hidden /> {asSentence(reason)}
          </li>
        ))}
        {reasons.length === 0 && <Well note="nothing is overdue">Kawaraban itself</Well>}
        {accounts.map(({ blockedUntil, ...account }) => (
          <Well key={account.id} note={<AccountNote network={account.network} blockedUntil={blockedUntil} />}>
            <AccountName account={account} />
          </Well>
        ))}
        {sources.slice(0, MOST_SOURCES).map(({ name, lastNewAt }) => (
          <Well key={name} note={<SourceNote lastNewAt={lastNewAt} />}>
            {name}
          </Well>
        ))}
      </ul>
      {sources.length > MOST_SOURCES && (
        <p className="xs mid">{sources.length - MOST_SOURCES} more sources are well, too.</p>
      )}
    </>
  );
}

interface WellProps {
  readonly note: React.ReactNode;
  readonly children: React.ReactNode;
}

function Well({ note, children }: WellProps): React.ReactNode {
  return (
    <li className={classes.health}>
      <IconCheck size={16} aria-label="Well" />
      <div className="one">
        {children}
        <p className="xs mid">{note}</p>
      </div>
    </li>
  );
}

type HealthyAccount = Today['health']['accounts'][number];

function AccountNote({ network, blockedUntil }: Pick<HealthyAccount, 'network' | 'blockedUntil'>): React.ReactNode {
  if (blockedUntil === null) return 'sends';
  return (
    <>
      waits until <ShortTime at={blockedUntil} />, as {NETWORK_TITLES[network]} asks
    </>
  );
}

function SourceNote({ lastNewAt }: { readonly lastNewAt: string | null }): React.ReactNode {
  if (lastNewAt === null) return 'no article yet';
  return (
    <>
      last article <ShortTime at={lastNewAt} />
    </>
  );
}
