import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { instantsOf } from '../../parts/day-range.js';
import { Empty } from '../../parts/empty.js';
import { PagedList } from '../../parts/paged-list.js';
import { ListRow } from '../../parts/reading-list.js';
import { call } from '../../server/call.js';
import type { Change } from '../../server/contract.js';
import { useMay } from '../../server/use-me.js';
import { usePages } from '../../server/use-pages.js';
import { Moment } from '../../time/moment.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { eventDetail } from '../post/event-detail.js';
import { eventTitle } from '../post/event-words.js';
import { AuditFilters, type AuditSearch } from './audit-filters.js';

const PAGE = 100;

/** Who changed what, the newest first. */
export function AuditPage(): React.ReactNode {
  const mayRead = useMay('approver');
  const search = useSearch({ from: '/newsroom/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const { zone } = useNewsroomTime();
  const { by, kind } = search;
  const asked = {
    limit: PAGE,
    ...(by === undefined ? {} : { by }),
    ...(kind === undefined ? {} : { kind }),
    ...instantsOf(search, zone),
  };
  const pages = usePages({
    name: 'listAudit',
    asked,
    read: (query, signal) => call('listAudit', { query, signal }),
    enabled: mayRead,
  });
  if (!mayRead) return <Empty title="Approvers and administrators read who did what." />;
  const change = (changed: AuditSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  return (
    <>
      <AuditFilters search={search} change={change} />
      <PagedList
        pages={pages}
        what="Changes"
        empty="Whatever people change turns up here."
        draw={(each) => <ChangeRow key={each.id} change={each} />}
      />
    </>
  );
}

function ChangeRow({ change }: { readonly change: Change }): React.ReactNode {
  const time = useNewsroomTime();
  const { at, post, article, source } = change;
  return (
    <ListRow title={eventTitle(change)} note={eventDetail(change, time)}>
      {source !== null && <span className="sm dim">{source}</span>}
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
