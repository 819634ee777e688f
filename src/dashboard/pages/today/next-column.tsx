import { Link } from '@tanstack/react-router';
import { Empty } from '../../parts/empty.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Post } from '../../server/contract.js';
import { Lead } from './lead.js';
import { SentRow } from './sent-row.js';
import { ThenRow } from './then-row.js';
import classes from './today.module.css';

interface NextColumnProps {
  readonly next: readonly Post[];
  readonly sent: readonly Post[];
}

/** So that on most screens what just went out is in sight, too. */
const SHOWN_THEN = 6;

export function NextColumn({ next, sent }: NextColumnProps): React.ReactNode {
  const [lead, ...then] = next;
  const lastSentAt = sent.find(({ publishedAt }) => publishedAt !== null)?.publishedAt ?? null;
  return (
    <section className={classes.next} aria-labelledby="next">
      <div className={classes.leadBlock} data-keys="row">
        {lead === undefined ? <NothingNext /> : <Lead post={lead} lastSentAt={lastSentAt} />}
      </div>
      {then.length > 0 && (
        <div className={classes.thenBlock}>
          <SectionHead title="Then">
            <Link to="/posts" search={{ tab: 'scheduled' }}>
              All that is scheduled
            </Link>
          </SectionHead>
          <ol>
            {then.slice(0, SHOWN_THEN).map((post) => (
              <ThenRow key={post.id} post={post} />
            ))}
          </ol>
        </div>
      )}
      <div className={classes.thenBlock}>
        <SectionHead title="Just sent">
          <Link to="/posts" search={{ tab: 'published' }}>
            All that went out
          </Link>
        </SectionHead>
        {sent.length === 0 && <Empty title="Nothing has gone out yet." />}
        <ol>
          {sent.map((post) => (
            <SentRow key={post.id} post={post} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function NothingNext(): React.ReactNode {
  return (
    <>
      <h2 className={classes.figureLabel} id="next">
        Next post
      </h2>
      <p className={classes.figure}>none</p>
      <p className={classes.figureNote}>nothing waits for its time</p>
      <div className={classes.fuse} aria-hidden />
      <Empty title="Nothing is planned.">
        <Link to="/compose">Compose a post</Link>, or wait for the next article.
      </Empty>
    </>
  );
}
