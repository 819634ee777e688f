import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { instantsOf } from '../../parts/day-range.js';
import { Empty } from '../../parts/empty.js';
import { PagedList } from '../../parts/paged-list.js';
import { ListRow } from '../../parts/reading-list.js';
import { Words } from '../../parts/words.js';
import { call } from '../../server/call.js';
import type { AuditLine } from '../../server/contract.js';
import { useMay } from '../../server/use-me.js';
import { usePages } from '../../server/use-pages.js';
import { Moment } from '../../time/moment.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { useWritten } from '../../time/use-written.js';
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
        draw={(each) => <AuditRow key={each.id} line={each} />}
      />
    </>
  );
}

function AuditRow({ line }: { readonly line: AuditLine }): React.ReactNode {
  const written = useWritten();
  const title = (
    <>
      {eventTitle(line)} <About line={line} />
    </>
  );
  return (
    <ListRow title={title} note={eventDetail(line, written)}>
      <span className="sm dim">
        <Moment at={line.at} />
      </span>
    </ListRow>
  );
}

/** What it was done to, by its words, and where one finds that. */
function About({ line: { about, post, article, source } }: { readonly line: AuditLine }): React.ReactNode {
  if (source !== null) return <span className="dot">{source}</span>;
  if (post === null && article === null) return null;
  const words =
    about?.replaceAll(/\s+/g, ' ').trim() ?? (post === null ? 'an article without a title' : 'a post without words');
  return (
    <span className="dot">
      {post !== null && (
        <Link to="/posts/$id" params={{ id: post }}>
          <Words>{words}</Words>
        </Link>
      )}
      {post === null && article !== null && (
        <Link to="/articles/$id" params={{ id: article }}>
          <Words>{words}</Words>
        </Link>
      )}
    </span>
  );
}
