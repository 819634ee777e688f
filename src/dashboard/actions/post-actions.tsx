import { NETWORK_TITLES } from '../parts/account-name.js';
import { LinkButton } from '../parts/link-button.js';
import type { Post } from '../server/contract.js';
import { ActButton } from './act-button.js';
import { ConfirmButton } from './confirm-button.js';
import { MoveButton } from './move-button.js';
import { may, usePostAction } from './use-post-action.js';
import { waitsForApproval } from './what-comes.js';
import { WordsButton } from './words-button.js';

/** Every answer that the person may give to this post now, the likeliest first; each says its consequence. */
export function PostActions({ post }: { readonly post: Post }): React.ReactNode {
  return (
    <div className="buttons" data-keys="page">
      <Decide post={post} />
      <SendNow post={post} />
      <Move post={post} />
      <Change post={post} />
      <Hold post={post} />
      <End post={post} />
    </div>
  );
}

/** What decides a post that waits for a person; the rest stands on its own page. */
export function SlipActions({ post }: { readonly post: Post }): React.ReactNode {
  return (
    <div className="buttons">
      <Decide post={post} />
      <Change post={post} />
      {post.state !== 'awaiting-approval' && post.state !== 'unconfirmed' && <End post={post} />}
    </div>
  );
}

/** What is done most to a post that waits for its time. */
export function QuickActions({ post }: { readonly post: Post }): React.ReactNode {
  return (
    <div className="buttons">
      <SendNow post={post} />
      <Move post={post} />
      <Hold post={post} />
    </div>
  );
}

/** Puts words before the public, or says whether they are there. */
function Decide({ post }: { readonly post: Post }): React.ReactNode {
  const { approve, giveBack, release, confirm, resend } = usePostAction(post);
  const network = NETWORK_TITLES[post.account.network];
  return (
    <>
      {may(post, 'confirm') && (
        <WordsButton
          label="It is there"
          question={`Its address on ${network}`}
          verb="It is there"
          act={confirm}
          judge={judgeAddress}
        />
      )}
      {may(post, 'resend') && (
        <ConfirmButton
          label="It is not: send it"
          consequence={`You have looked at the account on ${network} and it is not there. It is sent once more, now.`}
          verb="Send it"
          act={resend}
        />
      )}
      {may(post, 'approve') && (
        <ActButton variant="seal" data-key="a" act={approve}>
          {post.state === 'held' ? 'Approve the new one' : 'Approve'}
        </ActButton>
      )}
      {may(post, 'return') && (
        <WordsButton label="Return with a note" question="What is to be changed?" verb="Return it" act={giveBack} />
      )}
      {may(post, 'release') && (
        <ConfirmButton
          label="Let it go out"
          consequence="It goes out at its time, or as soon as the account may when that has passed."
          verb="Let it go out"
          act={release}
        />
      )}
    </>
  );
}

function SendNow({ post }: { readonly post: Post }): React.ReactNode {
  const { sendNow } = usePostAction(post);
  if (!may(post, 'move') || isDecidedElsewhere(post)) return null;
  const network = NETWORK_TITLES[post.account.network];
  const isExpired = post.state === 'expired';
  const isAsked = isExpired && post.needsApproval;
  return (
    <ConfirmButton
      label={isExpired ? 'Send all the same' : 'Send now'}
      consequence={`It goes out on ${network} as soon as ${isAsked ? 'somebody has approved it and the' : 'the'} account may.`}
      verb={isExpired ? 'Send it' : 'Send it now'}
      act={sendNow}
    />
  );
}

/** Another time sends none of these: a draft is queued, and what waits for approval is approved. */
function isDecidedElsewhere(post: Post): boolean {
  return post.state === 'draft' || waitsForApproval(post);
}

function Move({ post }: { readonly post: Post }): React.ReactNode {
  return may(post, 'move') && <MoveButton post={post} data-key="m" />;
}

function Hold({ post }: { readonly post: Post }): React.ReactNode {
  const { hold } = usePostAction(post);
  if (!may(post, 'hold')) return null;
  return <WordsButton label="Hold" question="Why is it held?" verb="Hold it" act={hold} data-key="h" />;
}

function Change({ post }: { readonly post: Post }): React.ReactNode {
  return (
    <>
      {may(post, 'queue') && (
        <LinkButton to="/compose" search={{ post: post.id }} variant="filled">
          Finish and queue
        </LinkButton>
      )}
      {may(post, 'edit') && !may(post, 'queue') && (
        <LinkButton to="/compose" search={{ post: post.id }}>
          {post.state === 'rejected' ? 'Edit and send' : 'Edit'}
        </LinkButton>
      )}
    </>
  );
}

function End({ post }: { readonly post: Post }): React.ReactNode {
  const { cancel, retract } = usePostAction(post);
  const network = NETWORK_TITLES[post.account.network];
  return (
    <>
      {may(post, 'cancel') && (
        <ConfirmButton
          label={post.state === 'draft' ? 'Throw away' : 'Cancel post'}
          consequence="It will not go out. What is out already stays there."
          verb={post.state === 'draft' ? 'Throw it away' : 'Cancel it'}
          act={cancel}
          variant="subtle"
        />
      )}
      {may(post, 'retract') && (
        <ConfirmButton
          label={`Delete on ${network}`}
          consequence={`Deletes it from ${network} for everybody, with all answers to it. This cannot be undone.`}
          verb={`Delete on ${network}`}
          act={retract}
          variant="subtle"
          c="var(--kwb-shu)"
        />
      )}
    </>
  );
}

function judgeAddress(words: string): string | null {
  return /^https?:\/\/\S+$/.test(words) ? null : 'The whole address, beginning with https://';
}
