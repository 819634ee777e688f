import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { NETWORK_TITLES, NetworkMark } from '../../parts/account-name.js';
import { Empty } from '../../parts/empty.js';
import { PostPreview } from '../../preview/post-preview.js';
import type { Account, DraftPart, Preview } from '../../server/contract.js';
import { type ComposeDraft, isUnwritten, partsFor, partsOn } from './compose-draft.js';
import { measurePart } from './measure.js';
import classes from './compose.module.css';

interface PreviewsProps {
  readonly draft: ComposeDraft;
  readonly accounts: readonly Account[];
  readonly previews: readonly Preview[];
  /** Takes what the template says for an account into the editor. */
  readonly take: (account: Account, parts: readonly DraftPart[]) => void;
}

export function Previews({ draft, accounts, previews, take }: PreviewsProps): React.ReactNode {
  if (accounts.length === 0) return <Empty title="Choose an account to see how it looks there." />;
  return (
    <div className={classes.previews}>
      {accounts.map((account) => (
        <AccountPreview
          key={account.id}
          account={account}
          draft={draft}
          preview={previews.find((preview) => preview.account.id === account.id) ?? null}
          take={(parts) => take(account, parts)}
        />
      ))}
    </div>
  );
}

interface AccountPreviewProps {
  readonly account: Account;
  readonly draft: ComposeDraft;
  readonly preview: Preview | null;
  readonly take: (parts: readonly DraftPart[]) => void;
}

/** What is sent of what is typed; the link card as its page offers it. */
function AccountPreview({ account, draft, preview, take }: AccountPreviewProps): React.ReactNode {
  const written = partsOn(account, partsFor(draft, account.id));
  const ofTemplate = draft.article !== null && isUnwritten(draft, account.id) ? (preview?.parts ?? null) : null;
  const parts = ofTemplate ?? written;
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
      {ofTemplate !== null && (
        <p className={classes.ofTemplate}>
          <span className="xs mid">As the template says it</span>
          <Button onClick={() => take(ofTemplate.map(({ text, link, media }) => ({ text, link, media })))}>
            Take these words
          </Button>
        </p>
      )}
      <PostPreview
        account={account}
        parts={parts}
        overFrom={parts.map((part) => measurePart({ ...part, media: [] }, account).overFrom)}
      />
    </div>
  );
}
