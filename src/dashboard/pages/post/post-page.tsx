import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PostActions } from '../../actions/post-actions.js';
import { useActKeys } from '../../keys/use-row-keys.js';
import { AccountName } from '../../parts/account-name.js';
import { Bones } from '../../parts/bones.js';
import { Failed } from '../../parts/failed.js';
import { StateMark } from '../../parts/state-mark.js';
import { headlineOf, Words } from '../../parts/words.js';
import { PostPreview } from '../../preview/post-preview.js';
import type { Post } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { Moment } from '../../time/moment.js';
import { Facts } from './facts.js';
import { History } from './history.js';
import classes from './post.module.css';

/** One post: as it looks, its whole life, and what can be done with it. */
export function PostPage(): React.ReactNode {
  const { id } = useParams({ from: '/newsroom/posts/$id' });
  const { data: post, error, isPending, refetch } = useQuery(reading('readPost', { params: { id } }));
  useActKeys();
  if (isPending) return <Bones rows={8} />;
  if (post === undefined) return <Failed what="This post" error={error} again={() => void refetch()} />;
  return (
    <>
      <TitleRow post={post} />
      <div className={classes.three}>
        <section aria-label="As it looks">
          <PostPreview account={post.account} parts={post.parts} card={null} />
          <Facts post={post} />
        </section>
        <History post={post} />
      </div>
    </>
  );
}

function TitleRow({ post }: { readonly post: Post }): React.ReactNode {
  return (
    <div className={classes.titleRow}>
      <div className={classes.titles}>
        <p className="sm dim">
          <StateMark state={post.state} />
          <span className="dot">
            <Moment at={post.publishedAt ?? post.nextAt} />
          </span>
          <span className="dot">
            <AccountName account={post.account} />
          </span>
        </p>
        <h1 className={classes.title}>
          <Words>{headlineOf(post)}</Words>
        </h1>
        {post.reason !== null && <p className={`sm ${classes.reason ?? ''}`}>{post.reason}</p>}
        {post.problems.map(({ code, part, message }) => (
          <p key={`${code} ${part ?? ''}`} className="sm shu">
            {message}
          </p>
        ))}
      </div>
      <PostActions post={post} />
    </div>
  );
}
