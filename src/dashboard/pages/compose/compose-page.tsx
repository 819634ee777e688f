import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Bones } from '../../parts/bones.js';
import { Empty } from '../../parts/empty.js';
import { Failed } from '../../parts/failed.js';
import type { Account, Post } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useMay } from '../../server/use-me.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { wallNow } from '../../time/wall-time.js';
import { ComposeForm } from './compose-form.js';
import { type ComposeDraft, EMPTY_DRAFT, EMPTY_PART } from './compose-draft.js';
import { draftOf, type Edited } from './draft-of.js';
import { useReading } from './use-reading.js';

/** More accounts than a post is composed for. */
const MOST = '20';
const ANEW = { refetchOnMount: 'always' } as const;

/** Writes a new post for one or many accounts, or gives what is not out yet other words. */
export function ComposePage(): React.ReactNode {
  const { accounts, opened, kin, link, isAnew, isOnTheWay, error, again } = useGiven();
  const mayWrite = useMay('editor');
  if (!mayWrite) return <Empty title="You may read everything here, and write nothing.">Editors write posts.</Empty>;
  if (isOnTheWay) return <Bones rows={6} />;
  if (accounts === null || error !== null)
    return <Failed what="This page" thing={isAnew ? 'article' : 'post'} error={error} again={again} />;
  return <Ready accounts={accounts} opened={opened} kin={kin} link={link} />;
}

/** What there is to write with, and about. */
function useGiven() {
  const { post: postId = '', article: articleId = '' } = useSearch({ from: '/newsroom/compose' });
  const accounts = useQuery(reading('listAccounts'));
  const { post, group, kin, isOpening } = useOpened(postId);
  const isAnew = postId === '';
  const isAbout = isAnew && articleId !== '';
  const article = useQuery({ ...reading('explainArticle', { params: { id: articleId } }), enabled: isAbout });
  const all = [accounts, post, group, article];
  return {
    accounts: accounts.data?.items ?? null,
    opened: post.data ?? null,
    kin,
    link: article.data?.article.url ?? null,
    isAnew,
    isOnTheWay: isOpening || all.some(({ isPending, isEnabled }) => isPending && isEnabled),
    error: all.find(({ isError, data }) => isError && data === undefined)?.error ?? null,
    again: () => all.filter(({ isEnabled }) => isEnabled).forEach((query) => void query.refetch()),
  };
}

/**
 * The post that is changed, and all that was composed together with it: as they are when they are opened, not as they
 * were shown before.
 */
function useOpened(id: string) {
  const post = useQuery({ ...reading('readPost', { params: { id } }), enabled: id !== '', ...ANEW });
  const name = post.data?.group ?? null;
  const query = { group: name ?? '', limit: MOST, sort: '-created' } as const;
  const group = useQuery({ ...reading('listPosts', { query }), enabled: name !== null, ...ANEW });
  const kin = group.data?.items.filter((other) => other.id !== id) ?? [];
  const isOpening = [post, group].some(({ isEnabled, isFetchedAfterMount }) => isEnabled && !isFetchedAfterMount);
  return { post, group, kin, isOpening };
}

interface ReadyProps {
  readonly accounts: readonly Account[];
  readonly opened: Post | null;
  /** What was composed together with it. */
  readonly kin: readonly Post[];
  /** Of the article that it is about: what a new post begins with. */
  readonly link: string | null;
}

function Ready({ accounts, opened, kin, link }: ReadyProps): React.ReactNode {
  const { article = null, at = null } = useSearch({ from: '/newsroom/compose' });
  const wish = useWish();
  const now = useReading();
  const usable = accounts.filter(({ state }) => state !== 'retired');
  if (usable.length === 0) return <Empty title="No account is connected yet.">Posts go out on accounts.</Empty>;
  const shared = [{ ...EMPTY_PART, link }];
  const anew = { ...EMPTY_DRAFT, accounts: usable.map(({ id }) => id), article, shared };
  const edited = opened === null ? null : editedWith(opened, kin, usable);
  const start = edited === null ? anew : draftOf(edited, now);
  const place = opened?.group ?? opened?.id ?? article ?? 'new';
  return (
    <ComposeForm
      key={`${place} ${at ?? ''}`}
      accounts={usable}
      edited={edited}
      left={kin.filter((post) => edited?.includes(post) !== true)}
      place={place}
      start={start}
      wish={wish}
    />
  );
}

/** Drafts that were composed together are written, kept and queued together. */
function editedWith(opened: Post, kin: readonly Post[], accounts: readonly Account[]): Edited {
  if (opened.state !== 'draft') return [opened];
  const isOpen = ({ state, account: { id } }: Post): boolean =>
    state === 'draft' && id !== opened.account.id && accounts.some((account) => account.id === id);
  return [opened, ...kin.filter(isOpen)];
}

/** A time of the calendar, and the account whose slot it is. */
function useWish(): Partial<ComposeDraft> {
  const { at, account } = useSearch({ from: '/newsroom/compose' });
  const { zone } = useNewsroomTime();
  if (at === undefined || Number.isNaN(Date.parse(at))) return {};
  const when = { when: 'at', wall: wallNow(zone, Date.parse(at)) } as const;
  return account === undefined ? when : { ...when, accounts: [account] };
}
