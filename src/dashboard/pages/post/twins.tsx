import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AccountName } from '../../parts/account-name.js';
import { STATES } from '../../parts/state-mark.js';
import type { Post } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { ShortTime } from '../../time/moment.js';
import { templateTitle } from '../today/origin-of.js';

const MOST = '20';

/** What says the same on other accounts: written together with it, or of the same article by the same template. */
export function useTwins(post: Post): readonly Post[] {
  const { id, account, article, group } = post;
  const kin = group === null ? { article: article?.id ?? '' } : { group };
  const query = { ...kin, limit: MOST, sort: '-created' } as const;
  const { data } = useQuery({ ...reading('listPosts', { query }), enabled: group !== null || article !== null });
  return (
    data?.items.filter(
      (other) =>
        other.id !== id && other.account.id !== account.id && (group !== null || titleOf(other) === titleOf(post)),
    ) ?? []
  );
}

/** Templates of two networks that share their file's name belong together. */
function titleOf({ template }: Post): string | null {
  return template === null ? null : templateTitle(template);
}

export function Twins({ twins }: { readonly twins: readonly Post[] }): React.ReactNode {
  return (
    <ul>
      {twins.map(({ id, account, state, publishedAt, nextAt }) => (
        <li key={id}>
          <Link to="/posts/$id" params={{ id }}>
            <AccountName account={account} />
          </Link>{' '}
          <span className="mid">
            {STATES[state].word.toLowerCase()} <ShortTime at={publishedAt ?? nextAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
