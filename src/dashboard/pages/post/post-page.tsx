import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ActButton } from '../../actions/act-button.js';
import { PostActions } from '../../actions/post-actions.js';
import { useCorrection } from '../../actions/use-correction.js';
import { usePostAgain } from '../../actions/use-post-again.js';
import { may } from '../../actions/use-post-action.js';
import { useActKeys } from '../../keys/use-row-keys.js';
import { AccountName, NETWORK_TITLES } from '../../parts/account-name.js';
import { Bones } from '../../parts/bones.js';
import { Failed } from '../../parts/failed.js';
import { StateMark } from '../../parts/state-mark.js';
import { TabTitle } from '../../parts/tab-title.js';
import { firstLineOf, Words } from '../../parts/words.js';
import { PostPreview } from '../../preview/post-preview.js';
import type { Post } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useMay } from '../../server/use-me.js';
import { Moment, ShortTime } from '../../time/moment.js';
import { useWritten } from '../../time/use-written.js';
import { Facts } from './facts.js';
import { History } from './history.js';
import classes from './post.module.css';

/** One post: as it looks, its whole life, and what can be done with it. */
export function PostPage(): React.ReactNode {
  const { id } = useParams({ from: '/newsroom/posts/$id' });
  const { data: post, error, isPending, refetch } = useQuery(reading('readPost', { params: { id } }));
  useActKeys();
  if (isPending) return <Bones rows={8} />;
  if (post === undefined) return <Failed what="This post" thing="post" error={error} again={() => void refetch()} />;
  return (
    <>
      <TitleRow post={post} />
      <div className={classes.three}>
        <section aria-label="As it looks">
          <AsItLooks post={post} />
          <Facts post={post} />
        </section>
        <History post={post} />
      </div>
    </>
  );
}

function AsItLooks({ post: { account, article, parts } }: { readonly post: Post }): React.ReactNode {
  return <PostPreview account={account} parts={parts} headline={article?.title ?? null} />;
}

function TitleRow({ post }: { readonly post: Post }): React.ReactNode {
  return (
    <div className={classes.titleRow}>
      <div className={classes.titles}>
        <p className="sm dim">
          <StateMark state={post.state} />
          <span className="dot">
            <WhenOf post={post} />
          </span>
          <span className="dot">
            <AccountName account={post.account} />
          </span>
        </p>
        <h1 className={classes.title}>
          <TabTitle>{firstLineOf(post)}</TabTitle>
          <Words className="two">{firstLineOf(post)}</Words>
        </h1>
        <Why post={post} />
      </div>
      <div className="buttons">
        <OnNetwork post={post} />
        <PostActions post={post} />
      </div>
    </div>
  );
}

/** What is over has a time, and none to count from or to. */
const OVER: Readonly<Partial<Record<Post['state'], string>>> = {
  retracted: 'went out',
  cancelled: 'was due',
  expired: 'was due',
};

function WhenOf({ post: { state, publishedAt, nextAt } }: { readonly post: Post }): React.ReactNode {
  const at = publishedAt ?? nextAt;
  const over = OVER[state];
  if (over === undefined) return <Moment at={at} />;
  return (
    <>
      {over} <ShortTime at={at} />
    </>
  );
}

function Why({ post: { reason, problems } }: { readonly post: Post }): React.ReactNode {
  const written = useWritten();
  return (
    <>
      {reason !== null && !problems.some(({ message }) => message === reason) && (
        <p className={`sm ${classes.reason ?? ''}`}>{written(reason)}</p>
      )}
      {problems.map(({ code, part, message }) => (
        <p key={`${code} ${part ?? ''}`} className="sm shu">
          {written(message)}
        </p>
      ))}
    </>
  );
}

/** The way to what readers see, to what puts it right, and to one more of its kind. */
function OnNetwork({ post }: { readonly post: Post }): React.ReactNode {
  const { account, article, parts, state, template } = post;
  const postAgain = usePostAgain();
  const correct = useCorrection();
  const mayPostAgain = useMay('editor') && state === 'published' && article !== null && template !== null;
  const url = state === 'retracted' ? null : (parts[0]?.url ?? null);
  return (
    <>
      {url !== null && (
        <Button
          component="a"
          href={url}
          target="_blank"
          rel="noreferrer"
          variant="filled"
          rightSection={<IconExternalLink size={14} aria-hidden />}
        >
          Open on {NETWORK_TITLES[account.network]}
        </Button>
      )}
      {may(post, 'correct') && <ActButton act={() => correct(post.id)}>Post a correction</ActButton>}
      {mayPostAgain && <ActButton act={() => postAgain(article.id, template, [account.id])}>Post again</ActButton>}
    </>
  );
}
