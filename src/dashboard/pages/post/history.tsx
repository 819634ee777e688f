import { useQuery } from '@tanstack/react-query';
import { Bones } from '../../parts/bones.js';
import { Failed } from '../../parts/failed.js';
import { SectionHead } from '../../parts/section-head.js';
import type { Post } from '../../server/contract.js';
import { reading } from '../../server/queries.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { Answers } from './answers.js';
import { LifeLine } from './life-line.js';
import { Notes } from './notes.js';
import { Texts } from './texts.js';

/** What happened to it, what the network said, and what it said before. */
export function History({ post }: { readonly post: Post }): React.ReactNode {
  const time = useNewsroomTime();
  const query = useQuery(reading('readPostHistory', { params: { id: post.id } }));
  const { data: history } = query;
  if (query.isPending) return <Bones rows={6} />;
  if (history === undefined) return <Failed what="Its life" error={query.error} again={() => void query.refetch()} />;
  return (
    <>
      <section aria-labelledby="life">
        <SectionHead title="Its life so far" id="life">
          all times {time.letters(post.publishedAt ?? post.nextAt)}
        </SectionHead>
        <LifeLine {...history} network={post.account.network} />
      </section>
      <section aria-label="What the network answered, and changes">
        <Answers deliveries={history.deliveries} network={post.account.network} />
        <Texts texts={history.texts} />
        <Notes post={post} events={history.events} />
      </section>
    </>
  );
}
