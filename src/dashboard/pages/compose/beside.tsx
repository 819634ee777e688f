import { Link } from '@tanstack/react-router';
import { AccountName } from '../../parts/account-name.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Preview } from '../../server/contract.js';
import { ShortTime } from '../../time/moment.js';
import { type Change, findChanges } from '../post/find-changes.js';
import classes from './compose.module.css';

type Account = Preview['account'];
type Other = NonNullable<Preview['warnings'][number]['post']>;

/** What says nearly the same, side by side; once where several accounts say both alike. */
export function Beside({ previews }: { readonly previews: readonly Preview[] }): React.ReactNode {
  const pairs = new Map<string, { readonly preview: Preview; readonly other: Other; readonly accounts: Account[] }>();
  for (const preview of previews)
    for (const { code, post: other } of preview.warnings) {
      if (other === null || code !== 'near-duplicate') continue;
      const words = JSON.stringify([preview.parts[0]?.text, other.text]);
      const pair = pairs.get(words) ?? { preview, other, accounts: [] };
      pair.accounts.push(preview.account);
      pairs.set(words, pair);
    }
  return [...pairs].map(([words, { preview, other, accounts }]) => (
    <section key={words}>
      <SectionHead title="Nearly the same">
        {accounts.map((account) => (
          <span key={account.id} className={classes.accountOf}>
            <AccountName account={account} />
          </span>
        ))}
      </SectionHead>
      <Both preview={preview} other={other} />
    </section>
  ));
}

function Both({ preview, other }: { readonly preview: Preview; readonly other: Other }): React.ReactNode {
  const mine = preview.parts[0]?.text ?? '';
  const changes = findChanges(other.text, mine);
  return (
    <div className={classes.both}>
      <div>
        <p className="xs dim">
          This one
          {preview.goesOutAt !== null && (
            <span className="dot">
              <ShortTime at={preview.goesOutAt} />
            </span>
          )}
        </p>
        <Compared changes={changes} without="gone" />
      </div>
      <div>
        <p className="xs dim">
          <Link to="/posts/$id" params={{ id: other.id }} target="_blank">
            The other
          </Link>
          <span className="dot">
            <ShortTime at={other.at} />
          </span>
        </p>
        <Compared changes={changes} without="new" />
      </div>
    </div>
  );
}

/** A word or two in common mean nothing. */
const LONG = 12;

interface ComparedProps {
  readonly changes: readonly Change[];
  readonly without: 'gone' | 'new';
}

/** One of the two texts, with what both say marked. */
function Compared({ changes, without }: ComparedProps): React.ReactNode {
  return (
    <p className={`words ${classes.said ?? ''}`} dir="auto">
      {changes
        .filter(({ kind }) => kind !== without)
        .map(({ kind, words }, index) =>
          kind === 'same' && words.trim().length >= LONG ? <mark key={index}>{words}</mark> : words,
        )}
    </p>
  );
}
