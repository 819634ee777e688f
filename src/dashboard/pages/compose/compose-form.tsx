import { NETWORK_TITLES } from '../../parts/account-name.js';
import type { Account, DraftPart, Post } from '../../server/contract.js';
import { type ComposeDraft, withWordsFor } from './compose-draft.js';
import { Around } from './around.js';
import { type Edited, withPosts } from './draft-of.js';
import { Editor } from './editor.js';
import { FromArticle } from './from-article.js';
import { Judgement } from './judgement.js';
import { LeftTwins } from './left-twins.js';
import { Beside } from './beside.js';
import { Previews } from './previews.js';
import { SendForm } from './send-form.js';
import { useCaret } from './use-caret.js';
import { seenBy, useComposeDraft } from './use-compose-draft.js';
import { usePreview } from './use-preview.js';
import { useReading } from './use-reading.js';
import classes from './compose.module.css';

interface ComposeFormProps {
  readonly accounts: readonly Account[];
  /** The posts that get other words; null = new ones. */
  readonly edited: Edited | null;
  /** What belongs to them and is no draft any more. */
  readonly left: readonly Post[];
  readonly place: string;
  readonly start: ComposeDraft;
  readonly wish: Partial<ComposeDraft>;
}

/** On the left the words, on the right what readers will see of them. */
export function ComposeForm({ accounts, edited, left, place, start, wish }: ComposeFormProps): React.ReactNode {
  const kept = useComposeDraft(place, start, wish);
  const now = useReading();
  const inHand = edited === null ? kept : seenBy(kept, (before) => withPosts(edited, before, now));
  const { draft } = inHand;
  const chosen = accounts.filter(({ id }) => draft.accounts.includes(id));
  const caret = useCaret();
  const take = (account: Account, parts: readonly DraftPart[]): void => {
    inHand.change((before) => withWordsFor(before, account.id, parts));
    caret.setTab(account.id);
  };
  const { previews, saidOf, complaint } = usePreview(draft, accounts, edited);
  return (
    <div className={classes.split}>
      <section aria-label="Words" onKeyDown={leaveField}>
        {draft.article !== null && <FromArticle id={draft.article} leave={() => inHand.change({ article: null })} />}
        {edited !== null && <Below post={edited[0]} />}
        <LeftTwins twins={left} />
        <Editor inHand={inHand} accounts={accounts} chosen={chosen} isEdit={edited !== null} caret={caret} />
        <Judgement previews={previews} complaint={complaint} />
        <SendForm inHand={inHand} accounts={accounts} edited={edited} previews={previews} caret={caret} />
      </section>
      <section aria-label="As readers will see it">
        <Previews draft={draft} accounts={chosen} previews={previews} take={take} />
        <Beside previews={previews} />
        <Around
          inHand={inHand}
          accounts={accounts}
          previews={previews}
          saidOf={saidOf}
          mayMove={edited === null || edited[0].state === 'draft'}
        />
      </section>
    </div>
  );
}

function Below({ post }: { readonly post: Post }): React.ReactNode {
  if (post.replyTo === null) return null;
  return <p className="sm mid">It stands below a post that readers see on {NETWORK_TITLES[post.account.network]}.</p>;
}

/** Esc leaves the field, so that keys lead on; what was typed stays. While letters are being put together it is theirs. */
function leaveField({ key, target, currentTarget, nativeEvent }: React.KeyboardEvent): void {
  if (key !== 'Escape' || nativeEvent.isComposing || !(target instanceof HTMLElement)) return;
  if (currentTarget.contains(target) && target.matches('textarea, input')) target.blur();
}
