import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Bones } from '../../parts/bones.js';
import { Empty } from '../../parts/empty.js';
import { Failed } from '../../parts/failed.js';
import type { Account, Post } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useMay } from '../../server/use-me.js';
import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { wallNow } from '../../time/wall-time.js';
import { ComposeForm } from './compose-form.js';
import { type ComposeDraft, EMPTY_DRAFT, EMPTY_PART } from './compose-draft.js';
import { draftOf } from './draft-of.js';

/** Writes a new post for one or many accounts, or gives one that is not out yet other words. */
export function ComposePage(): React.ReactNode {
  const { accounts, edited, link, isOnTheWay, error, again } = useGiven();
  const mayWrite = useMay('editor');
  if (!mayWrite) return <Empty title="You may read everything here, and write nothing.">Editors write posts.</Empty>;
  if (isOnTheWay) return <Bones rows={6} />;
  if (accounts === null || error !== null) return <Failed what="This page" error={error} again={again} />;
  return <Ready accounts={accounts} edited={edited} link={link} />;
}

/** What there is to write with, and about. */
function useGiven() {
  const { post: postId = '', article: articleId = '' } = useSearch({ from: '/newsroom/compose' });
  const accounts = useQuery(reading('listAccounts'));
  const post = useQuery({ ...reading('readPost', { params: { id: postId } }), enabled: postId !== '' });
  const isAbout = postId === '' && articleId !== '';
  const article = useQuery({ ...reading('explainArticle', { params: { id: articleId } }), enabled: isAbout });
  const all = [accounts, post, article];
  return {
    accounts: accounts.data?.items ?? null,
    edited: post.data ?? null,
    link: article.data?.article.url ?? null,
    isOnTheWay: all.some(({ isPending, isEnabled }) => isPending && isEnabled),
    error: all.find(({ isError, data }) => isError && data === undefined)?.error ?? null,
    again: () => all.filter(({ isEnabled }) => isEnabled).forEach((query) => void query.refetch()),
  };
}

interface ReadyProps {
  readonly accounts: readonly Account[];
  readonly edited: Post | null;
  /** Of the article that it is about: what a new post begins with. */
  readonly link: string | null;
}

function Ready({ accounts, edited, link }: ReadyProps): React.ReactNode {
  const { article = null, at = null } = useSearch({ from: '/newsroom/compose' });
  const wish = useWish();
  const { zone } = useNewsroomTime();
  const now = useNow(60_000);
  const usable = accounts.filter(({ state }) => state !== 'retired');
  if (usable.length === 0) return <Empty title="No account is connected yet.">Posts go out on accounts.</Empty>;
  const shared = [{ ...EMPTY_PART, link }];
  const anew = { ...EMPTY_DRAFT, accounts: usable.map(({ id }) => id), article, shared };
  const start = edited === null ? anew : draftOf(edited, { now, zone });
  const place = edited?.id ?? article ?? 'new';
  return (
    <ComposeForm
      key={`${place} ${at ?? ''}`}
      accounts={usable}
      edited={edited}
      place={place}
      start={start}
      wish={wish}
    />
  );
}

/** A time of the calendar, and the account whose slot it is. */
function useWish(): Partial<ComposeDraft> {
  const { at, account } = useSearch({ from: '/newsroom/compose' });
  const { zone } = useNewsroomTime();
  if (at === undefined || Number.isNaN(Date.parse(at))) return {};
  const when = { when: 'at', wall: wallNow(zone, Date.parse(at)) } as const;
  return account === undefined ? when : { ...when, accounts: [account] };
}
