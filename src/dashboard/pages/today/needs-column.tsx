import { Empty } from '../../parts/empty.js';
import type { Today } from '../../server/contract.js';
import { useNow } from '../../time/clock.js';
import { msOf, relative, span } from '../../time/newsroom-time.js';
import { AccountSlip } from './account-slip.js';
import { PostSlip } from './post-slip.js';
import { SourceSlip } from './source-slip.js';
import classes from './today.module.css';

type Need = Today['needs'][number];

interface NeedsColumnProps {
  readonly needs: readonly Need[];
  readonly count: number;
}

export function NeedsColumn({ needs, count }: NeedsColumnProps): React.ReactNode {
  return (
    <section className={classes.needs} aria-labelledby="needs">
      <h2 className={classes.figureLabel} id="needs">
        Needs a person
      </h2>
      <p className={`${classes.figure ?? ''} ${count > 0 ? 'amber' : ''}`}>{count}</p>
      <p className={classes.figureNote}>
        <Urgency needs={needs} />
      </p>
      <ol className={classes.slips} aria-live="polite">
        {needs.map((need) => (
          <Slip key={keyOf(need)} need={need} />
        ))}
      </ol>
      {count === 0 && <Empty title="Nobody is needed.">Whatever wants a person turns up here.</Empty>}
      {count > needs.length && <p className="sm dim">and {count - needs.length} more</p>}
    </section>
  );
}

/** How long the oldest has been waiting, or how long the first can wait. */
function Urgency({ needs }: Pick<NeedsColumnProps, 'needs'>): React.ReactNode {
  const now = useNow(60_000);
  const due = needs.flatMap((need) => (need.kind === 'post' ? [msOf(need.since)] : []));
  if (needs.length === 0) return 'all is decided';
  if (due.length === 0) return 'see below';
  const first = Math.min(...due);
  return first < now ? `longest wait ${span(now - first)}` : `the first is due ${relative(first, now)}`;
}

function keyOf(need: Need): string {
  switch (need.kind) {
    case 'post':
      return need.post.id;
    case 'account':
      return need.account.id;
    case 'source':
      return `source ${need.source.name}`;
  }
}

function Slip({ need }: { readonly need: Need }): React.ReactNode {
  switch (need.kind) {
    case 'post':
      return <PostSlip post={need.post} />;
    case 'account':
      return <AccountSlip account={need.account} />;
    case 'source':
      return <SourceSlip source={need.source} />;
  }
}
