import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Empty } from '../../parts/empty.js';
import { ListRow, ReadingList } from '../../parts/reading-list.js';
import type { Change } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useMay } from '../../server/use-me.js';
import { Moment } from '../../time/moment.js';
import { kindTitle } from '../post/event-words.js';

/** Who changed what, the newest first. */
export function AuditPage(): React.ReactNode {
  const mayRead = useMay('approver');
  const query = useQuery({ ...reading('listAudit', { query: { limit: 200 } }), enabled: mayRead });
  if (!mayRead) return <Empty title="Approvers and administrators read who did what." />;
  return (
    <ReadingList
      query={query}
      what="Changes"
      empty="Whatever people change turns up here."
      draw={(change) => <ChangeRow key={change.id} change={change} />}
    />
  );
}

function ChangeRow({ change: { at, kind, detail, by, post, article } }: { readonly change: Change }): React.ReactNode {
  return (
    <ListRow
      title={
        <>
          {kindTitle(kind)} by {by?.name ?? 'the command line'}
        </>
      }
      note={detail}
    >
      <span className="sm dim">
        <Moment at={at} />
      </span>
      {post !== null && (
        <Link to="/posts/$id" params={{ id: post }} className="sm">
          the post
        </Link>
      )}
      {post === null && article !== null && (
        <Link to="/articles/$id" params={{ id: article }} className="sm">
          the article
        </Link>
      )}
    </ListRow>
  );
}
