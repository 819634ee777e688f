import { ActButton } from '../../actions/act-button.js';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { WordsButton } from '../../actions/words-button.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Explanation } from '../../server/contract.js';
import { useMe } from '../../server/use-me.js';
import { ShortTime } from '../../time/moment.js';
import classes from './articles.module.css';
import { useEmbargo } from './use-embargo.js';

type Embargo = NonNullable<Explanation['article']['embargo']>;

interface EmbargoProps {
  readonly articleId: string;
  readonly embargo: Embargo;
}

/** That nothing goes out yet, who asks that it be lifted, and what the person who looks may do. */
export function EmbargoBox({ articleId, embargo }: EmbargoProps): React.ReactNode {
  const { until, isReadable, ask } = embargo;
  return (
    <section aria-labelledby="embargo" className={classes.embargo}>
      <SectionHead title="Embargo" id="embargo" />
      <p>
        {isReadable ? (
          <>
            Nothing about it goes out before <ShortTime at={until} />.
          </>
        ) : (
          'Its source names an embargo that could not be read: nothing about it goes out before the source says until when.'
        )}
      </p>
      {ask !== null && <Asked ask={ask} />}
      <Buttons articleId={articleId} embargo={embargo} />
    </section>
  );
}

function Asked({ ask }: { readonly ask: NonNullable<Embargo['ask']> }): React.ReactNode {
  const isMine = useMe().id === ask.by.id;
  return (
    <>
      <p className="amber">
        {isMine ? 'You ask' : `${ask.by.name} asks`} that it be lifted: <bdi>{ask.reason}</bdi>
      </p>
      {isMine && <p className="sm dim">It waits for a second person.</p>}
    </>
  );
}

function Buttons({ articleId, embargo }: EmbargoProps): React.ReactNode {
  const { ask, lift, withdraw } = useEmbargo(articleId, embargo.until);
  const may = (action: Embargo['actions'][number]): boolean => embargo.actions.includes(action);
  const open = embargo.ask;
  return (
    <div className="buttons">
      {may('ask') && (
        <WordsButton
          label="Ask to lift the embargo"
          question="Why may it go out before its time?"
          verb="Ask a second person"
          act={ask}
        />
      )}
      {may('lift') && open !== null && (
        <ConfirmButton
          label="Lift the embargo"
          consequence="What waits for it alone goes out as if there had been none, mostly at once. This cannot be undone."
          verb="Lift it"
          act={() => lift(open.at)}
        />
      )}
      {may('withdraw') && (
        <ActButton variant="subtle" act={withdraw}>
          Take the request back
        </ActButton>
      )}
    </div>
  );
}
