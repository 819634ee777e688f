import { IconCheck } from '@tabler/icons-react';
import { NETWORK_TITLES, NetworkMark } from '../../parts/account-name.js';
import { Empty } from '../../parts/empty.js';
import { PostPreview } from '../../preview/post-preview.js';
import { useCard } from '../../preview/use-card.js';
import type { Account, Preview } from '../../server/contract.js';
import { type ComposeDraft, partsFor } from './compose-draft.js';
import { measurePart } from './measure.js';
import classes from './compose.module.css';

interface PreviewsProps {
  readonly draft: ComposeDraft;
  readonly accounts: readonly Account[];
  readonly previews: readonly Preview[];
}

export function Previews({ draft, accounts, previews }: PreviewsProps): React.ReactNode {
  if (accounts.length === 0) return <Empty title="Choose an account to see how it looks there." />;
  return (
    <div className={classes.previews}>
      {accounts.map((account) => (
        <AccountPreview
          key={account.id}
          account={account}
          draft={draft}
          preview={previews.find((preview) => preview.account.id === account.id) ?? null}
        />
      ))}
    </div>
  );
}

interface AccountPreviewProps {
  readonly account: Account;
  readonly draft: ComposeDraft;
  readonly preview: Preview | null;
}

/** As it is typed; the link card as its page offers it. */
function AccountPreview({ account, draft, preview }: AccountPreviewProps): React.ReactNode {
  const written = partsFor(draft, account.id);
  const isFromTemplate = written.every(({ text }) => text === '') && preview !== null;
  const parts = isFromTemplate ? preview.parts : written;
  const card = useCard(parts);
  const isFine = preview?.problems.length === 0 && preview.warnings.length === 0;
  return (
    <div>
      <div className={classes.previewHead}>
        <h2>
          <NetworkMark network={account.network} /> As {NETWORK_TITLES[account.network]} draws it
        </h2>
        {isFine && (
          <span className="xs mid">
            <IconCheck size={14} aria-hidden /> No problem
          </span>
        )}
      </div>
      <PostPreview
        account={account}
        parts={parts}
        card={card}
        overFrom={parts.map((part) => measurePart({ ...part, media: [] }, account).overFrom)}
      />
    </div>
  );
}
